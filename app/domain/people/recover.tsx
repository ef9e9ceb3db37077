import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { Notice, type NoticeName } from "./notice.tsx";

export function AskToRecover({
  state,
  notice,
}: {
  state?: FormState | null;
  notice: NoticeName | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary
        state={state}
        labels={{ username: t("people.login.username"), codigo: t("people.recover.code") }}
      />
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{t("people.recover.title")}</h1>
      <form method="post" noValidate>
        <TextField
          name="username"
          label={t("people.login.username")}
          hint={t("people.recover.hint")}
          autoComplete="username"
          spellCheck={false}
          width={20}
          state={state}
        />
        <Button name="hacer" value="correo">
          {t("people.recover.send")}
        </Button>
      </form>
      <h2 className="govuk-heading-m">{t("people.recover.no-email-title")}</h2>
      <p className="govuk-body">{t("people.recover.no-email")}</p>
      <form method="post" noValidate>
        <TextField
          name="codigo"
          label={t("people.recover.code")}
          autoComplete="one-time-code"
          spellCheck={false}
          width={20}
          state={state}
        />
        <Button kind="secondary" name="hacer" value="codigo">
          {t("people.recover.use-code")}
        </Button>
      </form>
    </>
  );
}

export function NewPasswordForm({
  username,
  state,
}: {
  username: string;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.recover.new-title")}</h1>
      <p className="govuk-body">{t("people.recover.for", { username })}</p>
      <form method="post" noValidate>
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={username}
          readOnly
          hidden
        />
        <TextField
          name="password"
          type="password"
          label={t("people.recover.new-password")}
          hint={t("people.fields.password-hint")}
          autoComplete="new-password"
          width={20}
          state={state}
        />
        <Button>{t("people.recover.submit")}</Button>
      </form>
    </>
  );
}

/** A link that serves no more, with the way to another. */
export function UsedLink({ next }: { next: "recover" | "profile" | "login" }) {
  const t = useT();
  const href = { recover: paths.recover(), profile: paths.profile(), login: paths.login() }[next];
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.used-link.title")}</h1>
      <p className="govuk-body">{t("people.used-link.body")}</p>
      <a className="govuk-button" href={href}>
        {t(`people.used-link.${next}`)}
      </a>
    </>
  );
}

export function VerifyEmail({ email }: { email: string | null }) {
  const t = useT();
  if (!email) return <UsedLink next="profile" />;
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.verify.title")}</h1>
      <p className="govuk-body">{t("people.verify.body", { email })}</p>
      <form method="post">
        <Button>{t("people.verify.submit")}</Button>
      </form>
    </>
  );
}
