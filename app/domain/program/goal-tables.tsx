import { formatNumber } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { Month, PublishedGoal, Row } from "./figures.ts";
import { formatMonth } from "./month.ts";

interface PlaceTableProps {
  caption: string;
  rows: Row[];
  /** Nothing of what it would list can be shown. */
  withheld?: boolean;
  /** Behind a summary, because it is long. */
  folded?: boolean;
  /** Whose caption a heading beside it already says. */
  plain?: boolean;
  /** Where the rows' parents are named. */
  of?: Row[];
}

/** Places by people, most first, each with a bar; those withheld come before those with nobody. */
export function PlaceTable({ caption, rows, withheld, folded, plain, of }: PlaceTableProps) {
  const { t, language } = useRequest();
  if (withheld) {
    return (
      <p className="govuk-body">
        <strong>{caption}.</strong> {t("program.goal.no-detail")}
      </p>
    );
  }
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((one, other) => (other.people ?? 0.5) - (one.people ?? 0.5));
  const most = Math.max(1, ...rows.map(({ people }) => people ?? 0));
  const names = new Map(of?.map(({ code, name }) => [code, name]));
  const table = (
    <table className="govuk-table goal-table">
      <caption className={plain ? "govuk-visually-hidden" : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("program.goal.place")}</th>
          <th scope="col" className="numeric">
            {t("program.goal.people")}
          </th>
          <td className="goal-table__bar" />
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ code, name, parent, people }) => (
          <tr key={code}>
            <th scope="row">
              {name}
              {parent && names.has(parent) && (
                <span className="goal-table__parent">, {names.get(parent)}</span>
              )}
            </th>
            <td className="numeric">
              {people === null ? t("program.goal.hidden") : formatNumber(people, language)}
            </td>
            <td className="goal-table__bar" aria-hidden="true">
              <Bar share={(people ?? 0) / most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!folded) return table;
  return (
    <details>
      <summary>
        {caption}: {t("program.goal.municipalities-table", { count: rows.length })}
      </summary>
      {table}
    </details>
  );
}

function Bar({ share }: { share: number }) {
  if (share === 0) return null;
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="goal-table__drawing"
      aria-hidden="true"
    >
      <rect width={Math.max(1, Math.round(share * 100))} height="8" />
    </svg>
  );
}

/** The chart's numbers. */
export function MonthTable({ months }: { months: Month[] }) {
  const { t, language } = useRequest();
  const shown = (value: number | null) =>
    value === null ? t("program.goal.hidden") : formatNumber(value, language);
  return (
    <details>
      <summary>{t("program.goal.table")}</summary>
      <table className="govuk-table">
        <caption>{t("program.goal.chart")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("program.goal.month")}</th>
            {(["new", "total", "expected"] as const).map((column) => (
              <th key={column} scope="col" className="numeric">
                {t(`program.goal.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, people, total, expected }) => (
            <tr key={month}>
              <th scope="row">{formatMonth(month, language, "long")}</th>
              <td className="numeric">{shown(people)}</td>
              <td className="numeric">{shown(total)}</td>
              <td className="numeric">{shown(expected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Certificates of courses, which do not count towards the goal. */
export function CourseTable({ courses }: Pick<PublishedGoal, "courses">) {
  const t = useT();
  const { language } = useRequest();
  if (courses.length === 0) return null;
  return (
    <table className="govuk-table">
      <caption>{t("program.goal.courses")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("program.goal.course")}</th>
          <th scope="col" className="numeric">
            {t("program.goal.certificates")}
          </th>
        </tr>
      </thead>
      <tbody>
        {courses.map(({ id, title, certificates }) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td className="numeric">{formatNumber(certificates, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
