import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import { COLUMNS, SERIES } from "./export.ts";

/** What the open data hold, column by column, and what may be done with them. */
export function DataPage() {
  const t = useT();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("program.data.title")}</h1>
      <p className="govuk-body-l">{t("program.data.lead")}</p>
      <h2 className="govuk-heading-m">{t("program.data.files")}</h2>
      <ul className="govuk-list">
        <li>
          <a href={paths.goalCsv()}>meta.csv</a>: {t("program.data.csv")}
        </li>
        <li>
          <a href={paths.goalJson()}>meta.json</a>: {t("program.data.json")}
        </li>
      </ul>
      <p className="govuk-body">{t("program.data.code")}</p>
      <Meanings
        caption={t("program.data.columns")}
        names={COLUMNS}
        meaning={(name) => t(`program.data.${name}`)}
      />
      <p className="govuk-body">{t("program.data.formula")}</p>
      <Meanings
        caption={t("program.data.series")}
        names={SERIES}
        meaning={(name) => t(`program.data.series-${name}`)}
      />
      <p className="govuk-inset-text">{t("program.goal.hidden-why")}</p>
      <h2 className="govuk-heading-m">{t("program.data.license")}</h2>
      <p className="govuk-body">
        <a href="https://creativecommons.org/licenses/by/4.0/deed.es" rel="license external">
          {t("program.data.license-text")}
        </a>
      </p>
    </>
  );
}

function Meanings<Name extends string>({
  caption,
  names,
  meaning,
}: {
  caption: string;
  names: readonly Name[];
  meaning: (name: Name) => string;
}) {
  const t = useT();
  return (
    <table className="govuk-table table-stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("program.data.column")}</th>
          <th scope="col">{t("program.data.meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{meaning(name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
