import { formatNumber, formatShortDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";

export interface ExamListProps {
  exams: readonly {
    course: string;
    courseTitle: string;
    examTitle: string;
    statistics: { n: number; flagged: number; computedAt: string } | null;
  }[];
}

/** The exams whose questions one may look into. */
export function ExamList({ exams }: ExamListProps) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("psychometrics.list.title")}</h1>
      <p className="govuk-body-l">{t("psychometrics.list.lead")}</p>
      {exams.length === 0 ? (
        <p className="govuk-body">{t("psychometrics.list.none")}</p>
      ) : (
        <table className="govuk-table table-stack">
          <caption className="govuk-visually-hidden">{t("psychometrics.list.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("psychometrics.list.exam")}</th>
              <th scope="col" className="numeric">
                {t("psychometrics.list.people")}
              </th>
              <th scope="col" className="numeric">
                {t("psychometrics.list.warnings")}
              </th>
              <th scope="col">{t("psychometrics.list.computed")}</th>
            </tr>
          </thead>
          <tbody>
            {exams.map(({ course, courseTitle, examTitle, statistics }) => (
              <tr key={course}>
                <th scope="row">
                  <a href={paths.examReport(course)}>{examTitle}</a>
                  <span className="item-table__label">{courseTitle}</span>
                </th>
                <td className="numeric" data-label={t("psychometrics.list.people")}>
                  {statistics ? formatNumber(statistics.n, language) : "—"}
                </td>
                <td className="numeric" data-label={t("psychometrics.list.warnings")}>
                  {statistics ? formatNumber(statistics.flagged, language) : "—"}
                </td>
                <td data-label={t("psychometrics.list.computed")}>
                  {statistics
                    ? formatShortDate(new Date(statistics.computedAt), language, timeZone)
                    : t("psychometrics.list.never")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
