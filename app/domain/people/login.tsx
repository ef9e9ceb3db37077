import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { Notice, type NoticeName } from "./notice.tsx";

export function LogInForm({
  state,
  notice,
  keeps,
  registerHref,
}: {
  state?: FormState | null;
  notice: NoticeName | null;
  /** A form was kept and waits for its owner. */
  keeps: boolean;
  registerHref: string;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary
        state={state}
        labels={{
          username: t("people.login.username"),
          password: t("people.fields.password"),
        }}
      />
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{t("people.login.title")}</h1>
      {keeps && <p className="govuk-inset-text">{t("people.login.keeps")}</p>}
      <form method="post" noValidate>
        <TextField
          name="username"
          label={t("people.login.username")}
          autoComplete="username"
          spellCheck={false}
          width={20}
          state={state}
        />
        <TextField
          name="password"
          type="password"
          label={t("people.fields.password")}
          autoComplete="current-password"
          width={20}
          state={state}
        />
        <Button>{t("people.login.submit")}</Button>
      </form>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href={paths.recover()}>
            {t("people.login.forgot")}
          </a>
        </li>
        <li>
          <a className="govuk-link" href={registerHref}>
            {t("people.login.register")}
          </a>
        </li>
      </ul>
    </>
  );
}

/** For who is already in: what became of the form that waited, and the way on. */
export function SignedInNotice({ name }: { name: NoticeName | null }) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.login.already")}</h1>
      <Notice name={name} />
      <a className="govuk-button" href={paths.mine()}>
        {t("people.login.go-on")}
      </a>
    </>
  );
}

export function LogOutForm() {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.logout.title")}</h1>
      <form method="post">
        <Button>{t("people.logout.submit")}</Button>
      </form>
    </>
  );
}

export function SecondFactorForm({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.second.title")}</h1>
      <form method="post" noValidate>
        <CodeField hint={t("people.second.code-hint")} state={state} />
        <Button>{t("people.second.submit")}</Button>
      </form>
    </>
  );
}

export function SecondFactorSetUp({
  offer,
  demanded,
  state,
}: {
  offer: { typed: string; uri: string; qr: string };
  demanded: boolean;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.second.set-up-title")}</h1>
      {demanded && <p className="govuk-body">{t("people.second.why")}</p>}
      <ol className="govuk-list govuk-list--number steps">
        <li>{t("people.second.step-app")}</li>
        <li>
          {t("people.second.step-scan")}
          <img
            className="totp-qr"
            alt={t("people.second.qr-alt")}
            width="220"
            height="220"
            src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`}
          />
          <p>
            <a href={offer.uri}>{t("people.second.step-same-phone")}</a>
          </p>
          {t("people.second.typed")} <code className="one-time-code">{offer.typed}</code>
        </li>
        <li>
          {t("people.second.step-code")}
          <form method="post" noValidate>
            <CodeField state={state} digits />
            <Button>{t("people.second.set-up-submit")}</Button>
          </form>
        </li>
      </ol>
    </>
  );
}

/** The recovery codes, on the only page that ever shows them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.second.codes-title")}</h1>
      <p className="govuk-body">{t("people.second.codes-why")}</p>
      <ul className="govuk-list one-time-codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="one-time-code">{code}</code>
          </li>
        ))}
      </ul>
      <form method="post">
        <Button name="hacer" value="seguir">
          {t("people.second.codes-kept")}
        </Button>
      </form>
    </>
  );
}

function CodeField({
  hint,
  digits = false,
  state,
}: {
  hint?: string;
  digits?: boolean;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <TextField
      name="code"
      label={t("people.second.code")}
      hint={hint}
      autoComplete="one-time-code"
      inputMode={digits ? "numeric" : undefined}
      spellCheck={false}
      width={digits ? 10 : 20}
      state={state}
    />
  );
}
