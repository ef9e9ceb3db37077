import type { ReactNode } from "react";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { type MunicipalityDivision, MunicipalityField } from "./municipality-field.tsx";
import { Notice, type NoticeName } from "./notice.tsx";
import { NameField } from "./register.tsx";

export interface ProfileView {
  username: string;
  fullName: string;
  email: string | null;
  pendingEmail: string | null;
  organizationId: string | null;
  organization: string | null;
  confirmed: boolean;
  divisions: MunicipalityDivision[];
  countries: { code: string; name: string }[];
}

export function ProfilePage({
  profile,
  notice,
  state,
}: {
  profile: ProfileView;
  notice: NoticeName | null;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{t("people.profile.title")}</h1>
      <dl className="govuk-summary-list">
        <Row term={t("people.fields.username")}>{profile.username}</Row>
        <Row term={t("people.profile.municipality")}>
          {profile.organization ?? t("people.fields.no-municipality")}
          {profile.organization && (
            <>
              {" "}
              <Tag tone={profile.confirmed ? "good" : "warning"}>
                {t(profile.confirmed ? "people.profile.confirmed" : "people.profile.unconfirmed")}
              </Tag>
            </>
          )}
        </Row>
      </dl>
      <NameSection profile={profile} state={state} />
      <MunicipalitySection profile={profile} state={state} />
      <EmailSection profile={profile} state={state} />
      <h2 className="govuk-heading-m">{t("people.security.title")}</h2>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.profileSecurity()}>
          {t("people.profile.to-security")}
        </a>
      </p>
      <h2 className="govuk-heading-m">{t("people.profile.data-title")}</h2>
      <p className="govuk-body">{t("people.profile.data-body")}</p>
      <form method="post" action={paths.profileData()}>
        <Button kind="secondary">{t("people.profile.download")}</Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.profileErasure()}>
          {t("people.erasure.title")}
        </a>
      </p>
    </>
  );
}

interface SectionProps {
  profile: ProfileView;
  state?: FormState | null;
}

function NameSection({ profile, state }: SectionProps) {
  const t = useT();
  if (profile.confirmed) {
    return (
      <>
        <h2 className="govuk-heading-m">{t("people.fields.name")}</h2>
        <p className="govuk-body">{profile.fullName}</p>
        <p className="govuk-hint">{t("people.profile.name-confirmed")}</p>
      </>
    );
  }
  return (
    <form method="post" noValidate>
      <NameField state={state} value={profile.fullName} />
      <Button kind="secondary" name="hacer" value="nombre">
        {t("people.profile.save-name")}
      </Button>
    </form>
  );
}

function MunicipalitySection({ profile, state }: SectionProps) {
  const t = useT();
  return (
    <form method="post" noValidate>
      {profile.divisions.length > 0 && (
        <MunicipalityField
          divisions={profile.divisions}
          state={state}
          value={profile.organizationId}
        />
      )}
      {profile.confirmed && <p className="govuk-hint">{t("people.profile.municipality-ends")}</p>}
      {profile.divisions.length > 0 && (
        <Button kind="secondary" name="hacer" value="municipio">
          {t("people.profile.save-municipality")}
        </Button>
      )}
      <p className="govuk-body">
        {t("people.profile.country")}{" "}
        {profile.countries.map(({ code, name }) => (
          <a key={code} className="govuk-link" href={`${paths.profile()}?pais=${code}`}>
            {name}{" "}
          </a>
        ))}
      </p>
    </form>
  );
}

function EmailSection({ profile, state }: SectionProps) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <TextField
        name="email"
        type="email"
        label={t("people.fields.email")}
        hint={
          profile.pendingEmail
            ? t("people.profile.email-pending", { email: profile.pendingEmail })
            : t("people.fields.email-hint")
        }
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        state={state}
        value={profile.email ?? profile.pendingEmail ?? ""}
      />
      <TextField
        name="currentPassword"
        type="password"
        label={t("people.security.current-password")}
        hint={t("people.profile.email-password")}
        autoComplete="current-password"
        width={20}
        state={state}
      />
      <Button kind="secondary" name="hacer" value="correo">
        {t("people.profile.save-email")}
      </Button>
    </form>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{term}</dt>
      <dd className="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

export function ErasurePage({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("people.erasure.title")}</h1>
      <p className="govuk-body">{t("people.erasure.goes")}</p>
      <p className="govuk-body">{t("people.erasure.stays")}</p>
      <p className="govuk-warning-text">
        <strong>{t("people.erasure.no-way-back")}</strong>
      </p>
      <form method="post" noValidate>
        <ChoiceField
          name="certificados[]"
          label={t("people.erasure.also")}
          several
          state={state}
          options={[
            {
              value: "borrar",
              label: t("people.erasure.certificates"),
              hint: t("people.erasure.certificates-what"),
            },
          ]}
        />
        <TextField
          name="password"
          type="password"
          label={t("people.fields.password")}
          autoComplete="current-password"
          width={20}
          state={state}
        />
        <Button kind="warning">{t("people.erasure.submit")}</Button>
      </form>
    </>
  );
}
