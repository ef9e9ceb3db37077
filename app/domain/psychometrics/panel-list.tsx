import { formatNumber, formatShare, formatShortDate } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { Button, ChoiceField, ErrorSummary } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { LEAST_JUDGES, type PanelOutcome, type PanelState } from "./panel.ts";

export interface PanelListProps {
  course: { slug: string; title: string };
  exam: { title: string; passMark: number };
  countries: readonly string[];
  panels: readonly {
    id: string;
    number: number;
    createdAt: string;
    scope: "bank" | "form";
    country: string | null;
    state: PanelState;
    judges: number;
    result: PanelOutcome | null;
  }[];
  mayTeach: boolean;
  state?: FormState | null;
}

/** The panels of an exam, and the way to another. */
export function PanelList(props: PanelListProps) {
  const { course, panels, mayTeach } = props;
  const t = useT();
  return (
    <>
      <ErrorSummary state={props.state} />
      <p className="govuk-body no-print">
        <a href={paths.examReport(course.slug)}>
          {t("psychometrics.item.back", { course: course.title })}
        </a>
      </p>
      <h1 className="govuk-heading-xl">
        {t("psychometrics.panels.title", { course: course.title })}
      </h1>
      <p className="govuk-body">{t("psychometrics.panels.what")}</p>
      <p className="govuk-body">{t("psychometrics.panels.why", { least: LEAST_JUDGES })}</p>
      {panels.length === 0 ? (
        <p className="govuk-inset-text">{t("psychometrics.panels.none")}</p>
      ) : (
        <PanelTable {...props} />
      )}
      {mayTeach && <NewPanel {...props} />}
    </>
  );
}

function PanelTable({ course, panels }: PanelListProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <table className="govuk-table table-stack">
      <caption>{t("psychometrics.panels.list")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("psychometrics.panels.panel")}</th>
          <th scope="col">{t("psychometrics.panels.state")}</th>
          <th scope="col" className="numeric">
            {t("psychometrics.panels.judges")}
          </th>
          <th scope="col" className="numeric">
            {t("psychometrics.panels.cut")}
          </th>
        </tr>
      </thead>
      <tbody>
        {panels.map(({ id, number, createdAt, scope, country, state, judges, result }) => (
          <tr key={id}>
            <th scope="row">
              <a href={paths.panel(course.slug, id)}>
                {t("psychometrics.panels.made", {
                  number,
                  date: formatShortDate(new Date(createdAt), language, timeZone),
                })}
              </a>
              <span className="item-table__label">
                {scope === "bank"
                  ? t("psychometrics.panels.scope-bank")
                  : t("psychometrics.panels.scope-form", { country: named(country, t) })}
              </span>
            </th>
            <td data-label={t("psychometrics.panels.state")}>
              {t(`psychometrics.state.${state}`)}
            </td>
            <td className="numeric" data-label={t("psychometrics.panels.judges")}>
              {formatNumber(result?.judges ?? judges, language)}
            </td>
            <td className="numeric" data-label={t("psychometrics.panels.cut")}>
              {result ? formatShare(result.cut, language) : "—"}
              {result && result.judges < LEAST_JUDGES && (
                <span className="item-table__label">
                  {t("psychometrics.panel.few", { least: LEAST_JUDGES })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewPanel({ countries, state }: PanelListProps) {
  const t = useT();
  return (
    <form method="post" className="panel">
      <h2 className="govuk-heading-m">{t("psychometrics.panels.new")}</h2>
      <ChoiceField
        name="alcance"
        label={t("psychometrics.panels.scope")}
        state={state}
        options={[
          {
            value: "bank",
            label: t("psychometrics.panels.scope-bank"),
            hint: t("psychometrics.panels.scope-bank-hint"),
          },
          ...countries.map((country) => ({
            value: `form:${country}`,
            label: t("psychometrics.panels.scope-form", { country: named(country, t) }),
            hint: t("psychometrics.panels.scope-form-hint"),
          })),
        ]}
      />
      <Button>{t("psychometrics.panels.create")}</Button>
    </form>
  );
}

/** The name of a country that courses are for; another by its code. */
function named(country: string | null, t: (key: Key) => string): string {
  if (country === "GT" || country === "CL") return t(`psychometrics.country.${country}`);
  return country ?? "";
}
