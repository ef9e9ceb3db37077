import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import type { HeldView, IssuedHeldView } from "./held.ts";
import { OWN_CORRECTIONS } from "./holding/name-correction.ts";

export interface CorrectNameProps {
  title: HeldView["title"];
  issued: IssuedHeldView;
  state?: FormState | null;
}

/** For a holder whose name is not as it should be on a certificate. */
export function CorrectName({ title, issued, state }: CorrectNameProps) {
  const t = useT();
  const { claims, correctable, request } = issued;
  return (
    <>
      <ErrorSummary state={state} />
      <a className="govuk-back-link" href={paths.myCredentials()}>
        {t("credentials.mine.title")}
      </a>
      <h1 className="govuk-heading-xl">{t("credentials.correct.title")}</h1>
      <p className="govuk-body-l">{t("credentials.correct.lead", { title, name: claims.name })}</p>
      {correctable ? (
        <form method="post" noValidate>
          <p className="govuk-body">{t("credentials.correct.small", { count: OWN_CORRECTIONS })}</p>
          <p className="govuk-body">{t("credentials.correct.other")}</p>
          <TextField
            name="name"
            label={t("credentials.confirm.field")}
            hint={t("credentials.confirm.hint")}
            value={request && !request.declined ? request.name : claims.name}
            state={state}
            autoComplete="name"
            spellCheck={false}
          />
          <TextArea
            name="why"
            label={t("credentials.correct.why")}
            hint={t("credentials.correct.why-hint")}
            state={state}
            optional
            maxLength={1000}
          />
          <p className="govuk-body">{t("credentials.correct.then")}</p>
          <Button>{t("credentials.correct.button")}</Button>
        </form>
      ) : (
        <Notice title={t("credentials.refused.not-in-force")} />
      )}
    </>
  );
}
