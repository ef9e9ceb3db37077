import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { useStarting } from "./autosave.tsx";
import type { ExamStartView } from "./exam-start-view.ts";

/** The exam before it begins: every rule, and whether one may start now. */
export function ExamStart({ view, refused }: { view: ExamStartView; refused: "bank" | null }) {
  const t = useT();
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: view.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{view.title}</h1>
      <Rules view={view} />
      <Turn view={view} refused={refused} />
      <Past view={view} />
    </>
  );
}

function Rules({ view }: { view: ExamStartView }) {
  const { t, language } = useRequest();
  const used = view.past.length;
  return (
    <section aria-labelledby="reglas" className="exam-rules">
      <h2 className="govuk-heading-m" id="reglas">
        {t("assessment.exam.rules.title")}
      </h2>
      <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
        <li>
          {t("assessment.exam.rules.questions", { count: view.questions })}{" "}
          {t(`assessment.exam.rules.${view.layout}`)}
        </li>
        <li>{t("assessment.exam.rules.pass", { share: formatShare(view.passMark, language) })}</li>
        <li>
          {view.minutes === null
            ? t("assessment.exam.rules.no-limit")
            : t("assessment.exam.rules.minutes", { count: view.minutes })}
        </li>
        {view.minutes !== null && <li>{t("assessment.exam.rules.deadline")}</li>}
        <li>
          {t("assessment.exam.rules.attempts", { count: view.attempts })}{" "}
          {used > 0 && t("assessment.exam.rules.used", { count: used })}{" "}
          {view.attempts > 1 &&
            (view.waitHours > 0
              ? t("assessment.exam.rules.wait", { count: view.waitHours })
              : t("assessment.exam.rules.no-wait"))}
        </li>
        {view.opensAfterLessons && <li>{t("assessment.exam.rules.lessons")}</li>}
        <li>{t("assessment.exam.rules.saving")}</li>
        <li>{t("assessment.exam.rules.result")}</li>
      </ul>
    </section>
  );
}

function Turn({ view, refused }: { view: ExamStartView; refused: "bank" | null }) {
  const { t, language, timeZone } = useRequest();
  const starting = useStarting();
  if (!view.enrolled) {
    return (
      <form method="post" action={paths.enroll(view.courseSlug)}>
        <p className="govuk-body">{t("assessment.exam.refused.not-enrolled")}</p>
        <Button>{t("assessment.exam.enroll")}</Button>
      </form>
    );
  }
  if (refused) return <Refusal text={t(`assessment.exam.refused.${refused}`)} view={view} />;
  const { start } = view;
  if (start.may === "not") {
    const moment = start.from ? formatMoment(new Date(start.from), language, timeZone) : "";
    const text = t(`assessment.exam.refused.${start.reason}`, {
      count: start.lessonsMissing,
      moment,
    });
    return <Refusal text={text} view={view} />;
  }
  return (
    <form method="post" action={paths.exam(view.courseSlug)} {...starting}>
      {start.may === "resume" && <p className="govuk-body">{t("assessment.exam.open")}</p>}
      <p className="saved" data-status-all role="status" />
      <Button>
        {t(start.may === "resume" ? "assessment.exam.resume" : "assessment.exam.start")}
      </Button>
    </form>
  );
}

function Refusal({ text, view }: { text: string; view: ExamStartView }) {
  const t = useT();
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">{text}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.course(view.courseSlug)}>
          {t("assessment.exam.to-course")}
        </a>
      </p>
    </div>
  );
}

function Past({ view }: { view: ExamStartView }) {
  const { t, language, timeZone } = useRequest();
  const ended = view.past.filter(({ finishedAt }) => finishedAt !== null);
  if (ended.length === 0) return null;
  return (
    <table className="govuk-table">
      <caption className="govuk-table__caption govuk-table__caption--m">
        {t("assessment.exam.past.title")}
      </caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          <th scope="col" className="govuk-table__header">
            {t("assessment.exam.past.number")}
          </th>
          <th scope="col" className="govuk-table__header">
            {t("assessment.exam.past.date")}
          </th>
          <th scope="col" className="govuk-table__header">
            {t("assessment.exam.past.result")}
          </th>
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {ended.map(({ number, finishedAt, passed }) => (
          <tr key={number} className="govuk-table__row">
            <th scope="row" className="govuk-table__header">
              {number}
            </th>
            <td className="govuk-table__cell">
              {formatMoment(new Date(finishedAt as string), language, timeZone)}
            </td>
            <td className="govuk-table__cell">
              <a className="govuk-link" href={paths.examResult(view.courseSlug, number)}>
                {t(passed ? "assessment.exam.past.passed" : "assessment.exam.past.failed")}
                <span className="govuk-visually-hidden">
                  {` (${t("assessment.exam.past.see", { number })})`}
                </span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
