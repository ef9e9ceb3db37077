import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import type { IssuedDetails } from "./issued.ts";

export interface SuspensionPageProps {
  credential: IssuedDetails;
  state?: FormState | null;
}

/** To suspend a certificate or to lift that; where neither can be, why and what can. */
export function SuspensionPage({ credential, state }: SuspensionPageProps) {
  const t = useT();
  const { id, claims, standing, suspendable } = credential;
  const act = standing === "suspended" ? "lift" : "suspend";
  const values = { name: claims.name };
  return (
    <>
      <ErrorSummary state={state} />
      <a className="govuk-back-link" href={paths.issuedCredential(id)}>
        {t("credentials.issued.one", values)}
      </a>
      <h1 className="govuk-heading-l">{t(`credentials.${act}.title`, values)}</h1>
      {suspendable ? (
        <form method="post" noValidate>
          <p className="govuk-body">{t(`credentials.${act}.what`)}</p>
          <TextArea
            name="note"
            label={t("credentials.revoke.note")}
            hint={t("credentials.revoke.note-hint")}
            state={state}
            maxLength={2000}
          />
          <Button name="hacer" value={act === "lift" ? "levantar" : "suspender"}>
            {t(`credentials.${act}.button`)}
          </Button>
        </form>
      ) : (
        <Notice title={t("credentials.suspend.only-revocable")}>
          <p>
            <a href={paths.issuedCredential(id)}>{t("credentials.suspend.revoke-instead")}</a>
          </p>
        </Notice>
      )}
    </>
  );
}
