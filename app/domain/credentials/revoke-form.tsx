import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, TextArea } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { IssuedView } from "./issued.ts";
import { showCode } from "./issuing/code.ts";
import { ALONE } from "./revocation-limit.ts";
import { REVOCATION_REASONS, type RevocationReason } from "./revocation-reason.ts";

/** The first step of revoking: why. */
export function RevokeForm({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <form method="post" className="panel">
      <h2 className="govuk-heading-m">{t("credentials.revoke.heading")}</h2>
      <p>{t("credentials.revoke.warning")}</p>
      <p className="govuk-hint">{t("credentials.revoke.limit", { count: ALONE })}</p>
      <ChoiceField
        name="reason"
        label={t("credentials.revoke.reason")}
        state={state}
        options={REVOCATION_REASONS.map((reason) => ({
          value: reason,
          label: t(`credentials.revoke.option.${reason}`),
        }))}
      />
      <TextArea
        name="note"
        label={t("credentials.revoke.note")}
        hint={t("credentials.revoke.note-hint")}
        state={state}
        maxLength={2000}
      />
      <Button kind="secondary">{t("credentials.revoke.button")}</Button>
    </form>
  );
}

export interface RevokeConfirmationProps {
  credential: IssuedView;
  reason: RevocationReason;
  note: string;
}

/** Asked before revoking, since it cannot be undone. */
export function RevokeConfirmation({ credential, reason, note }: RevokeConfirmationProps) {
  const t = useT();
  const { id, claims } = credential;
  return (
    <>
      <h1 className="govuk-heading-l">
        {t("credentials.revoke.confirm-title", { name: claims.name })}
      </h1>
      <p className="govuk-body">
        {t("credentials.revoke.confirm-text", {
          title: claims.achievement.title,
          code: showCode(claims.code),
          reason: t(`credentials.reason.${reason}`),
        })}
      </p>
      <blockquote className="govuk-inset-text">{note}</blockquote>
      <p className="govuk-body">{t("credentials.revoke.warning")}</p>
      <form method="post">
        <input type="hidden" name="reason" value={reason} />
        <input type="hidden" name="note" value={note} />
        <Button kind="warning" name="confirmed" value="yes">
          {t("credentials.revoke.confirm-button")}
        </Button>
      </form>
      <p>
        <a href={paths.issuedCredential(id)}>{t("credentials.revoke.back")}</a>
      </p>
    </>
  );
}
