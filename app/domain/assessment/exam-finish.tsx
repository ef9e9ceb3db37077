import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import type { AttemptPage } from "./attempt-page.ts";
import { useHandingIn } from "./autosave.tsx";
import { ExamClock } from "./exam-clock.tsx";
import { wayTo } from "./exam-way.tsx";

/** The last look before handing in: what is missing, and what handing in means. */
export function ExamFinish({ courseSlug, page }: { courseSlug: string; page: AttemptPage }) {
  const t = useT();
  const handingIn = useHandingIn(courseSlug, page.id);
  const missing = page.answered.flatMap((answered, index) => (answered ? [] : [index + 1]));
  const total = page.answered.length;
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: page.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{t("assessment.exam.finish.title")}</h1>
      {page.closesAt && <ExamClock now={page.now} closesAt={page.closesAt} />}
      <p className="govuk-body">
        {t("assessment.exam.finish.answered", { count: total - missing.length, total })}
      </p>
      {missing.length === 0 ? (
        <p className="govuk-body">{t("assessment.exam.finish.complete")}</p>
      ) : (
        <>
          <p className="govuk-body">{t("assessment.exam.finish.missing")}</p>
          <ul className="govuk-list govuk-list--bullet">
            {missing.map((number) => (
              <li key={number}>
                <a className="govuk-link" href={wayTo(courseSlug, page, number)}>
                  {t("assessment.exam.question.go", { number })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <form method="post" action={paths.examFinish(courseSlug)} {...handingIn}>
        <input type="hidden" name="attempt" value={page.id} />
        <p className="govuk-body">{t("assessment.exam.finish.warning")}</p>
        <p className="saved" data-status-all role="status" />
        <div className="govuk-button-group">
          <Button>{t("assessment.exam.finish.button")}</Button>
          <a className="govuk-link" href={wayTo(courseSlug, page, 1)}>
            {t("assessment.exam.finish.back")}
          </a>
        </div>
      </form>
    </>
  );
}
