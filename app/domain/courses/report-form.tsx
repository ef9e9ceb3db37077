import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { REPORT_LENGTH } from "./report.ts";

export interface ReportPageProps {
  course: { slug: string; title: string };
  lesson: { id: string; title: string };
  state: FormState | null;
  /** It was sent: thanks instead of the form. */
  sent: boolean;
}

/** "Avisar de un error": what somebody found wrong in a lesson, to whoever teaches it. */
export function ReportPage({ course, lesson, state, sent }: ReportPageProps) {
  const t = useT();
  const back = (
    <p className="govuk-body">
      <a href={paths.lesson(course.slug, lesson.id)}>{t("courses.report.back")}</a>
    </p>
  );
  if (sent) {
    return (
      <>
        <h1 className="govuk-heading-l">{t("courses.report.sent")}</h1>
        <p className="govuk-body">{t("courses.report.thanks")}</p>
        {back}
      </>
    );
  }
  return (
    <>
      <ErrorSummary state={state} />
      <h1 className="govuk-heading-l">{t("courses.report.title")}</h1>
      <p className="govuk-body">
        {course.title}: {lesson.title}
      </p>
      <form method="post" noValidate>
        <TextArea
          name="texto"
          label={t("courses.report.label")}
          hint={t("courses.report.hint")}
          state={state}
          rows={6}
          maxLength={REPORT_LENGTH}
        />
        <Button>{t("courses.report.send")}</Button>
      </form>
      {back}
    </>
  );
}
