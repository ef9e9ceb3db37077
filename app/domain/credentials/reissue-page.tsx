import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { IssuedDetails } from "./issued.ts";

export interface ReissuePageProps {
  credential: IssuedDetails;
  state?: FormState | null;
}

/** To issue a certificate anew, and to answer its holder who asked for another name. */
export function ReissuePage({ credential, state }: ReissuePageProps) {
  const t = useT();
  const { id, claims, standing, nameRequest } = credential;
  return (
    <>
      <ErrorSummary state={state} />
      <a className="govuk-back-link" href={paths.issuedCredential(id)}>
        {t("credentials.issued.one", { name: claims.name })}
      </a>
      <h1 className="govuk-heading-l">
        {t(standing === "revoked" ? "credentials.reissue.anew" : "credentials.reissue.link")}
      </h1>
      <p className="govuk-body">{t("credentials.reissue.what")}</p>
      {nameRequest && (
        <div className="govuk-inset-text">
          <p>{t("credentials.reissue.asked", { name: nameRequest.name })}</p>
          {nameRequest.why && <p>{t("credentials.reissue.why", { why: nameRequest.why })}</p>}
        </div>
      )}
      <form method="post" noValidate>
        <p className="govuk-body">
          {t("credentials.reissue.printed")} <strong>{claims.name}</strong>
        </p>
        <TextField
          name="name"
          label={t("credentials.reissue.field")}
          hint={t("credentials.reissue.hint")}
          value={nameRequest?.name ?? claims.name}
          state={state}
          spellCheck={false}
        />
        <TextArea
          name="note"
          label={t("credentials.revoke.note")}
          hint={t("credentials.revoke.note-hint")}
          state={state}
          maxLength={2000}
        />
        <Button name="hacer" value="reemitir">
          {t("credentials.reissue.button")}
        </Button>
      </form>
      {nameRequest && <DeclineForm state={state} />}
    </>
  );
}

function DeclineForm({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <form method="post" noValidate className="panel">
      <h2 className="govuk-heading-m">{t("credentials.reissue.decline")}</h2>
      <TextArea
        name="answer"
        label={t("credentials.reissue.answer")}
        hint={t("credentials.reissue.answer-hint")}
        state={state}
        maxLength={1000}
      />
      <Button kind="secondary" name="hacer" value="rechazar">
        {t("credentials.reissue.decline-button")}
      </Button>
    </form>
  );
}
