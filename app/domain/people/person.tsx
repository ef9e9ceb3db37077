import { formatDate } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, SelectField, TextField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Notice, type NoticeName } from "./notice.tsx";
import { NameField } from "./register.tsx";
import type { Role } from "./viewer.ts";

interface PersonView {
  id: string;
  fullName: string;
  username: string;
  email: string | null;
  organizationId: string | null;
  organization: string | null;
  affiliation: { organizationId: string; organization: string; since: string } | null;
  assignments: {
    id: string;
    role: Role;
    organizationId: string | null;
    courseSlug: string | null;
    /** Whether the viewer may take it away. */
    removable: boolean;
  }[];
  corrections: {
    previousName: string;
    newName: string;
    correctedAt: string;
    correctedBy: string;
    reason: string;
  }[];
  may: {
    confirm: boolean;
    end: boolean;
    recover: boolean;
    correct: boolean;
    merge: boolean;
    accommodate: boolean;
  };
  grantable: Role[];
}

interface Props {
  person: PersonView;
  state?: FormState | null;
}

export function PersonPage({ person, notice, state }: Props & { notice: NoticeName | null }) {
  const t = useT();
  return (
    <>
      <a className="govuk-back-link" href={paths.people()}>
        {t("people.people.title")}
      </a>
      <ErrorSummary state={state} />
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{person.fullName}</h1>
      <p className="govuk-body">
        {t("people.person.account", { username: person.username })}
        {person.email && ` · ${person.email}`}
      </p>
      <Affiliation person={person} />
      <Roles person={person} state={state} />
      {person.may.correct && <NameCorrection person={person} state={state} />}
      <Corrections person={person} />
      {person.may.recover && (
        <>
          <h2 className="govuk-heading-m">{t("people.person.recovery-title")}</h2>
          <p className="govuk-body">
            <a className="govuk-link" href={paths.personRecovery(person.id)}>
              {t("people.person.recovery-issue")}
            </a>
          </p>
        </>
      )}
      {person.may.accommodate && (
        <>
          <h2 className="govuk-heading-m">{t("people.person.accommodation-title")}</h2>
          <p className="govuk-body">
            <a className="govuk-link" href={paths.personAccommodation(person.id)}>
              {t("people.person.accommodation")}
            </a>
          </p>
        </>
      )}
      {person.may.merge && (
        <>
          <h2 className="govuk-heading-m">{t("people.person.merge-title")}</h2>
          <p className="govuk-body">
            <a
              className="govuk-link"
              href={`${paths.mergePeople()}?${new URLSearchParams({ de: person.username })}`}
            >
              {t("people.person.merge")}
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** What a recovery code is for, before one is made. */
export function RecoveryOffer() {
  const t = useT();
  return (
    <form method="post">
      <h1 className="govuk-heading-l">{t("people.person.recovery-title")}</h1>
      <p className="govuk-body">{t("people.person.recovery-why")}</p>
      <Button>{t("people.person.recovery-issue")}</Button>
    </form>
  );
}

/** The code to hand over, on the only page that ever shows it. */
export function IssuedRecovery({
  person,
  code,
  link,
}: {
  person: { id: string; fullName: string; username: string };
  code: string;
  link: string;
}) {
  const t = useT();
  const { fullName, username } = person;
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.person.code-title")}</h1>
      <p className="govuk-body">{t("people.person.code-for", { fullName, username })}</p>
      <p>
        <code className="one-time-code one-time-code--alone">{code}</code>
      </p>
      <p className="govuk-body">
        {t("people.person.code-link")} <span className="one-time-link">{link}</span>
      </p>
      <p className="govuk-body">{t("people.person.code-care")}</p>
      <a className="govuk-button" href={paths.person(person.id)}>
        {t("people.person.code-kept")}
      </a>
    </>
  );
}

function Affiliation({ person }: { person: PersonView }) {
  const { t, language, timeZone } = useRequest();
  const { affiliation, organization, may } = person;
  return (
    <>
      <h2 className="govuk-heading-m">{t("people.profile.municipality")}</h2>
      <p className="govuk-body">{organization ?? t("people.person.no-municipality")}</p>
      {affiliation && (
        <p className="govuk-body">
          {t("people.person.confirmed-since", {
            organization: affiliation.organization,
            date: formatDate(new Date(affiliation.since), language, timeZone),
          })}
        </p>
      )}
      <form method="post" action={paths.personAffiliation(person.id)}>
        {may.confirm && (
          <Button name="hacer" value="confirmar">
            {t("people.person.confirm", { organization: organization ?? "" })}
          </Button>
        )}{" "}
        {may.end && (
          <Button kind="warning" name="hacer" value="terminar">
            {t("people.person.end")}
          </Button>
        )}
      </form>
    </>
  );
}

function Roles({ person, state }: Props) {
  const t = useT();
  if (person.assignments.length === 0 && person.grantable.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">{t("people.person.roles")}</h2>
      <ul className="govuk-list">
        {person.assignments.map(({ id, role, organizationId, courseSlug, removable }) => (
          <li key={id}>
            <form method="post">
              <input type="hidden" name="assignmentId" value={id} />
              {t(`people.roles.${role}`)}
              {(organizationId ?? courseSlug) && ` (${organizationId ?? courseSlug})`}{" "}
              {removable && (
                <Button kind="secondary" name="hacer" value="quitar-rol">
                  {t("people.person.end-role", { role: t(`people.roles.${role}`) })}
                </Button>
              )}
            </form>
          </li>
        ))}
      </ul>
      {person.grantable.length > 0 && <GrantRole person={person} state={state} />}
    </>
  );
}

function GrantRole({ person, state }: Props) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <SelectField
        name="role"
        label={t("people.person.grant")}
        hint={t("people.person.grant-hint")}
        state={state}
        options={person.grantable.map((role) => ({
          value: role,
          label: t(`people.roles.${role}`),
        }))}
      />
      <TextField
        name="organization"
        label={t("people.person.grant-organization")}
        hint={t("people.person.grant-organization-hint")}
        width={10}
        spellCheck={false}
        state={state}
        value={person.organizationId ?? ""}
      />
      <TextField
        name="courseSlug"
        label={t("people.person.grant-course")}
        hint={t("people.person.grant-course-hint")}
        width={20}
        spellCheck={false}
        state={state}
      />
      <Button kind="secondary" name="hacer" value="rol">
        {t("people.person.grant-submit")}
      </Button>
    </form>
  );
}

function NameCorrection({ person, state }: Props) {
  const t = useT();
  return (
    <>
      <h2 className="govuk-heading-m">{t("people.person.correct-title")}</h2>
      <form method="post" noValidate>
        <NameField state={state} value={person.fullName} />
        <TextField
          name="reason"
          label={t("people.person.reason")}
          hint={t("people.person.reason-hint")}
          state={state}
        />
        <Button kind="secondary" name="hacer" value="nombre">
          {t("people.person.correct-submit")}
        </Button>
      </form>
    </>
  );
}

function Corrections({ person }: { person: PersonView }) {
  const { t, language, timeZone } = useRequest();
  if (person.corrections.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{t("people.person.corrections")}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {person.corrections.map((one) => (
          <li key={one.correctedAt}>
            {t("people.person.correction", {
              previous: one.previousName,
              next: one.newName,
              by: one.correctedBy,
              date: formatDate(new Date(one.correctedAt), language, timeZone),
            })}
            {one.reason && ` ${one.reason}`}
          </li>
        ))}
      </ul>
    </>
  );
}
