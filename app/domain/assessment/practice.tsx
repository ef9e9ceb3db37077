import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { idField, REVIEW } from "./answer-fields.ts";
import { Interaction } from "./interactions/views.tsx";
import type { PracticeHome, PracticePage } from "./practice.ts";

/** What practising is, and what one has practised. */
export function Practice({ home, nothing }: { home: PracticeHome; nothing: boolean }) {
  const { t, language, timeZone } = useRequest();
  const { courseSlug, courseTitle, past, count, best } = home;
  return (
    <>
      <a className="govuk-back-link" href={paths.exam(courseSlug)}>
        {t("assessment.exam.of", { course: courseTitle })}
      </a>
      <h1 className="govuk-heading-l">{t("assessment.practice.title", { course: courseTitle })}</h1>
      <p className="govuk-body">{t("assessment.practice.what")}</p>
      <p className="govuk-body">{t("assessment.practice.counts-not")}</p>
      <StartForm home={home} nothing={nothing} />
      {best !== null && (
        <p className="govuk-body">
          {t("assessment.practice.best", { score: formatShare(best, language), count })}
        </p>
      )}
      {past.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{t("assessment.practice.past")}</h2>
          <ul className="govuk-list govuk-list--bullet">
            {past.map(({ id, finishedAt, score }) => (
              <li key={id}>
                <a className="govuk-link" href={paths.practiceExam(courseSlug, id)}>
                  {formatMoment(new Date(finishedAt), language, timeZone)}
                </a>
                {`: ${formatShare(score, language)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function StartForm({ home, nothing }: { home: PracticeHome; nothing: boolean }) {
  const t = useT();
  if (home.enrollmentId === null) {
    return (
      <form method="post" action={paths.enroll(home.courseSlug)}>
        <p className="govuk-body">{t("assessment.practice.not-enrolled")}</p>
        <Button>{t("assessment.exam.enroll")}</Button>
      </form>
    );
  }
  if (nothing) {
    return <p className="govuk-inset-text">{t("assessment.practice.nothing")}</p>;
  }
  return (
    <form method="post" action={paths.practiceExams(home.courseSlug)}>
      <Button>{t(home.openId ? "assessment.practice.resume" : "assessment.practice.start")}</Button>
    </form>
  );
}

/** The questions of a practice exam, all on one page, with no clock. */
export function PracticeQuestions({ page, saved }: { page: PracticePage; saved: boolean }) {
  const t = useT();
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.practice.title", { course: page.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{t("assessment.practice.one")}</h1>
      {saved && (
        <p className="govuk-inset-text saved" role="status">
          {t("assessment.practice.saved")}
        </p>
      )}
      <p className="govuk-body">{t("assessment.practice.how")}</p>
      <form method="post" autoComplete="off">
        {page.questions.map(({ number, item, response }) => (
          <section key={item.id} aria-labelledby={`pregunta-${number}`} className="exam-question">
            <h2 className="exam-question__number" id={`pregunta-${number}`}>
              {t("assessment.exam.question.title", { number, total: page.questions.length })}
            </h2>
            <div data-item={item.id} className="question">
              <input type="hidden" name={idField(item.id)} value={newId()} />
              <Interaction id={`opciones-${item.id}`} item={item} response={response} />
            </div>
          </section>
        ))}
        <div className="govuk-button-group">
          <Button name={REVIEW} value="si">
            {t("assessment.practice.hand-in")}
          </Button>
          <Button kind="secondary">{t("assessment.practice.save")}</Button>
        </div>
      </form>
    </>
  );
}
