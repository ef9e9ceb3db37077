import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, FileField, TextArea, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { ShownVerification } from "./shown-verification.ts";
import { VerdictView } from "./verifying/verdict-view.tsx";

/** Where anybody types a certificate's code or pastes its link. */
export function VerifyBox({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <form method="get" action={paths.verify()} className="verify-box">
      <TextField
        name="codigo"
        label={t("credentials.verify.field")}
        hint={t("credentials.verify.hint")}
        state={state}
        autoComplete="off"
        spellCheck={false}
      />
      <Button>{t("credentials.verify.button")}</Button>
    </form>
  );
}

export function VerifyPage({ state }: { state: FormState | null }) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-xl">{t("credentials.verify.title")}</h1>
      <p className="govuk-body-l">{t("credentials.verify.lead")}</p>
      <form
        method="post"
        action={paths.verify()}
        encType="multipart/form-data"
        className="verify-box"
      >
        <TextArea
          name="codigo"
          label={t("credentials.verify.field")}
          hint={t("credentials.verify.paste")}
          state={state}
          rows={3}
        />
        <FileField
          name="archivo"
          label={t("credentials.verify.file")}
          hint={t("credentials.verify.file-hint")}
          state={state}
        />
        <Button>{t("credentials.verify.button")}</Button>
      </form>
      <p className="govuk-body">
        <a href={paths.verifyMany()} className="govuk-link">
          {t("credentials.verify.many")}
        </a>
      </p>
      <h2 className="govuk-heading-m">{t("credentials.verify.paper")}</h2>
      <p className="govuk-body">{t("credentials.verify.paper-text")}</p>
      <h2 className="govuk-heading-m">{t("credentials.verify.what")}</h2>
      <p className="govuk-body">{t("credentials.verify.what-text")}</p>
      <p className="govuk-body">
        <a href={paths.log()} className="govuk-link">
          {t("credentials.log.link")}
        </a>
      </p>
    </>
  );
}

/** The answer to what was sent. */
export function SentPage({ shown }: { shown: ShownVerification }) {
  const t = useT();
  return (
    <VerdictView shown={shown}>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={paths.verify()}>
          {t("credentials.verdict.again")}
        </a>
      </p>
    </VerdictView>
  );
}
