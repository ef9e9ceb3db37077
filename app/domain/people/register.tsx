import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { type MunicipalityDivision, MunicipalityField } from "./municipality-field.tsx";

/** First step: the country, as links, so that the second step's list is short enough for a phone. */
export function CountryStep({
  countries,
  hrefOf,
  loginHref,
}: {
  countries: readonly { code: string; name: string }[];
  hrefOf: (code: string) => string;
  loginHref: string;
}) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.register.title")}</h1>
      <p className="govuk-body">{t("people.register.why")}</p>
      <h2 className="govuk-heading-m">{t("people.register.country")}</h2>
      <ul className="govuk-list country-list">
        {countries.map(({ code, name }) => (
          <li key={code}>
            <a className="govuk-button govuk-button--secondary" href={hrefOf(code)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        <a className="govuk-link" href={loginHref}>
          {t("people.register.have-account")}
        </a>
      </p>
    </>
  );
}

/** Second step: who, with which municipality of that country. */
export function RegisterForm({
  divisions,
  state,
  back,
}: {
  divisions: readonly MunicipalityDivision[];
  state?: FormState | null;
  back: string;
}) {
  const t = useT();
  return (
    <>
      <a className="govuk-back-link" href={back}>
        {t("people.register.other-country")}
      </a>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.register.title")}</h1>
      <form method="post" noValidate>
        <NameField state={state} />
        <MunicipalityField divisions={divisions} state={state} />
        <AccountFields state={state} />
        <p className="govuk-body">
          {t("people.register.consent")}{" "}
          <a className="govuk-link" href={paths.privacy()}>
            {t("people.privacy.title")}
          </a>
          .
        </p>
        <Button>{t("people.register.submit")}</Button>
      </form>
    </>
  );
}

/** What the first administrator gives: no municipality. */
export function FirstAdministratorForm({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.first.title")}</h1>
      <p className="govuk-body">{t("people.first.why")}</p>
      <form method="post" noValidate>
        <NameField state={state} />
        <AccountFields state={state} />
        <Button>{t("people.first.submit")}</Button>
      </form>
    </>
  );
}

export function NameField({ state, value }: { state?: FormState | null; value?: string }) {
  const t = useT();
  return (
    <TextField
      name="fullName"
      label={t("people.fields.name")}
      hint={t("people.fields.name-hint")}
      autoComplete="name"
      spellCheck={false}
      state={state}
      value={value}
    />
  );
}

function AccountFields({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <>
      <TextField
        name="username"
        label={t("people.fields.username")}
        hint={t("people.fields.username-hint")}
        autoComplete="username"
        spellCheck={false}
        width={20}
        state={state}
      />
      <TextField
        name="email"
        type="email"
        label={t("people.fields.email")}
        hint={t("people.fields.email-hint")}
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        optional
        state={state}
      />
      <TextField
        name="password"
        type="password"
        label={t("people.fields.password")}
        hint={t("people.fields.password-hint")}
        autoComplete="new-password"
        width={20}
        state={state}
      />
    </>
  );
}
