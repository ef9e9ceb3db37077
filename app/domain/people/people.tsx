import { paths } from "#app/paths.ts";
import { Button, SelectField, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import type { Role } from "./viewer.ts";

interface ManagementLinks {
  people: boolean;
  merge: boolean;
  credentials: boolean;
  program: boolean;
  exams: boolean;
  statistics: boolean;
}

export interface ManagementProps {
  links: ManagementLinks;
  /** Things that wait for this person to decide. */
  waiting: number;
}

/** What the person may manage, as a list of doors. */
export function ManagementIndex({ links, waiting }: ManagementProps) {
  const t = useT();
  const doors = [
    [links.people, paths.people(), "people.management.people"],
    [links.merge, paths.mergePeople(), "people.management.merge"],
    [links.credentials, paths.issuedCredentials(), "people.management.credentials"],
    [links.exams, paths.proctoredExams(), "people.management.exams"],
    [links.program, paths.program(), "people.management.program"],
    [links.statistics, paths.examReports(), "people.management.statistics"],
  ] as const;
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.management.title")}</h1>
      {waiting > 0 && (
        <Notice title={t("people.management.waiting", { count: waiting })} kind="warning">
          <p>
            <a href={paths.waitingCredentials()}>{t("people.management.waiting-see")}</a>
          </p>
        </Notice>
      )}
      <ul className="govuk-list">
        {doors.map(
          ([open, href, key]) =>
            open && (
              <li key={href}>
                <a className="govuk-link govuk-body-l" href={href}>
                  {t(`${key}.title`)}
                </a>
                <p className="govuk-hint">{t(`${key}.what`)}</p>
              </li>
            ),
        )}
      </ul>
    </>
  );
}

export interface PeopleListProps {
  search: { text: string; only: "all" | "unconfirmed" | "with-role"; page: number };
  people: {
    id: string;
    fullName: string;
    username: string;
    organization: string | null;
    confirmed: boolean;
    roles: Role[];
  }[];
  more: boolean;
}

export function PeopleList({ search, people, more }: PeopleListProps) {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-l">{t("people.people.title")}</h1>
      <form method="get" className="search-row">
        <TextField
          name="texto"
          type="search"
          label={t("people.people.search")}
          hint={t("people.people.search-hint")}
          value={search.text}
        />
        <SelectField
          name="solo"
          label={t("people.people.only")}
          value={search.only}
          options={(["all", "unconfirmed", "with-role"] as const).map((value) => ({
            value,
            label: t(`people.people.only-${value}`),
          }))}
        />
        <Button kind="secondary">{t("people.people.submit")}</Button>
      </form>
      {people.length === 0 ? (
        <p className="govuk-body">{t("people.people.nobody")}</p>
      ) : (
        <table className="govuk-table people-table">
          <caption className="govuk-table__caption govuk-visually-hidden">
            {t("people.people.title")}
          </caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              <th scope="col" className="govuk-table__header">
                {t("people.fields.name")}
              </th>
              <th scope="col" className="govuk-table__header">
                {t("people.fields.municipality")}
              </th>
              <th scope="col" className="govuk-table__header">
                {t("people.people.state")}
              </th>
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {people.map((person) => (
              <tr key={person.id} className="govuk-table__row">
                <th scope="row" className="govuk-table__header">
                  <a className="govuk-link" href={paths.person(person.id)}>
                    {person.fullName}
                  </a>
                  <div className="govuk-hint">{person.username}</div>
                </th>
                <td className="govuk-table__cell">{person.organization ?? "—"}</td>
                <td className="govuk-table__cell">
                  {t(person.confirmed ? "people.profile.confirmed" : "people.profile.unconfirmed")}
                  {person.roles.length > 0 && (
                    <div className="govuk-hint">
                      {person.roles.map((role) => t(`people.roles.${role}`)).join(", ")}
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <nav className="pages" aria-label={t("people.people.pages")}>
        {search.page > 1 && (
          <a className="govuk-link" href={pageHref(search, search.page - 1)}>
            {t("people.people.previous")}
          </a>
        )}{" "}
        {more && (
          <a className="govuk-link" href={pageHref(search, search.page + 1)}>
            {t("people.people.next")}
          </a>
        )}
      </nav>
    </>
  );
}

function pageHref({ text, only }: PeopleListProps["search"], page: number): string {
  return `${paths.people()}?${new URLSearchParams({ texto: text, solo: only, pagina: String(page) })}`;
}
