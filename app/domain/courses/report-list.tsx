import { formatMoment } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest } from "#app/ui/request.tsx";
import type { ReportView } from "./report.ts";

/** The reports that wait for somebody, oldest first. */
export function ReportList({ reports }: { reports: readonly ReportView[] }) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("courses.reports.title")}</h1>
      {reports.length === 0 && <p className="govuk-body">{t("courses.reports.none")}</p>}
      {reports.map((report) => (
        <article key={report.id} className="panel report" id={report.id}>
          <h2 className="govuk-heading-m">
            <a href={paths.lesson(report.courseSlug, report.lessonId)}>{report.lessonTitle}</a>
          </h2>
          <p className="govuk-body">
            {t("courses.reports.from", {
              course: report.courseTitle,
              edition: report.edition,
              who: report.reportedBy ?? t("courses.reports.anonymous"),
              when: formatMoment(new Date(report.reportedAt), language, timeZone),
            })}
          </p>
          <p className="govuk-body report__text">{report.text}</p>
          <form method="post">
            <input type="hidden" name="aviso" value={report.id} />
            <Button kind="secondary">{t("courses.reports.resolve")}</Button>
          </form>
        </article>
      ))}
    </>
  );
}
