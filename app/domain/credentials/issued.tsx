import { formatShortDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button, TextField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { StandingTags } from "./holding/standing.tsx";
import type { IssuedListProps, IssuedView } from "./issued.ts";

/** The certificates that were issued, to search. */
export function IssuedList({ search, page, found, more }: IssuedListProps) {
  const t = useT();
  const pageHref = (number: number) =>
    `${paths.issuedCredentials()}?${new URLSearchParams({ texto: search, pagina: String(number) })}`;
  return (
    <>
      <h1 className="govuk-heading-l">{t("credentials.issued.title")}</h1>
      <form method="get" className="search-row">
        <TextField
          name="texto"
          type="search"
          label={t("credentials.issued.search")}
          value={search}
          spellCheck={false}
        />
        <Button kind="secondary">{t("credentials.issued.button")}</Button>
      </form>
      {found.length === 0 ? (
        <p className="govuk-body">{t("credentials.issued.none")}</p>
      ) : (
        <IssuedTable found={found} />
      )}
      <p className="govuk-pagination">
        {page > 1 && <a href={pageHref(page - 1)}>{t("credentials.issued.previous")}</a>}
        {more && <a href={pageHref(page + 1)}>{t("credentials.issued.next")}</a>}
      </p>
    </>
  );
}

function IssuedTable({ found }: { found: IssuedView[] }) {
  const { t, language } = useRequest();
  const columns = ["name", "achievement", "municipality", "date", "state"] as const;
  return (
    <table className="govuk-table table-stack">
      <caption>{t("credentials.issued.caption")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`credentials.issued.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {found.map(({ id, claims, standing }) => (
          <tr key={id}>
            <th scope="row">
              <a href={paths.issuedCredential(id)}>{claims.name}</a>
            </th>
            <td data-label={t("credentials.issued.achievement")}>{claims.achievement.title}</td>
            <td data-label={t("credentials.issued.municipality")}>
              {claims.organization?.municipality}
            </td>
            <td className="date" data-label={t("credentials.issued.date")}>
              {formatShortDate(new Date(claims.issuedAt), language, claims.timeZone)}
            </td>
            <td data-label={t("credentials.issued.state")}>
              <StandingTags standing={standing} trial={claims.trial} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
