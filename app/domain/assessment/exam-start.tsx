import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { useStarting } from "./autosave.tsx";
import { ExamRulesList } from "./exam-rules.tsx";
import type { ExamStartView } from "./exam-start-view.ts";

/** What is wrong with what was sent to begin: the bank of the exam, or the code that was typed. */
export type ExamStartFault = "bank" | "code" | "too-many-codes";

interface ExamStartProps {
  view: ExamStartView;
  fault: ExamStartFault | null;
}

/** The exam before it begins: every rule, and whether one may start now. */
export function ExamStart(props: ExamStartProps) {
  const { view } = props;
  const t = useT();
  return (
    <>
      <ErrorSummary state={codeState(props)} />
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: view.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{view.title}</h1>
      <ExamRulesList view={view} />
      <Turn {...props} />
      <p className="govuk-body">
        <a className="govuk-link" href={paths.practiceExams(view.courseSlug)}>
          {t("assessment.practice.link")}
        </a>
      </p>
      <Past view={view} />
    </>
  );
}

/** The form's state once its code was refused. */
function codeState({ fault }: ExamStartProps): FormState | null {
  if (fault === null || fault === "bank") return null;
  return { problems: { accessCode: { key: `assessment.exam.refused.${fault}` } }, values: {} };
}

function Turn(props: ExamStartProps) {
  const { view, fault } = props;
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
  if (fault === "bank") return <Refusal text={t("assessment.exam.refused.bank")} view={view} />;
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
    <form method="post" action={paths.exam(view.courseSlug)} noValidate {...starting}>
      {start.may === "resume" && <p className="govuk-body">{t("assessment.exam.open")}</p>}
      {start.may === "start" && start.asksCode && (
        <TextField
          name="accessCode"
          label={t("assessment.exam.code")}
          hint={t("assessment.exam.code-hint")}
          state={codeState(props)}
          autoComplete="off"
          spellCheck={false}
          width={10}
          maxLength={60}
        />
      )}
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
                {t(`assessment.exam.past.${resultOf(passed)}`)}
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

const resultOf = (passed: boolean | null) =>
  passed === null ? "marking" : passed ? "passed" : "failed";
