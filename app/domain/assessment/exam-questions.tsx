import type { ReactNode } from "react";
import { formatTime } from "#app/i18n/format.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { idField, REVIEW } from "./answer-fields.ts";
import type { AnswerProblem } from "./answer-problem.ts";
import type { AttemptPage, AttemptQuestion } from "./attempt-page.ts";
import { useAutosave } from "./autosave.tsx";
import { ExamClock } from "./exam-clock.tsx";
import { PauseLink } from "./exam-pause.tsx";
import { questionAnchor, wayOn } from "./exam-way.tsx";
import { Interaction } from "./interactions/views.tsx";
import { QuestionErrorSummary, useQuestionError } from "./question-error.tsx";

interface ExamPageProps {
  courseSlug: string;
  page: AttemptPage;
}

interface AnsweredProps extends ExamPageProps {
  /** What is wrong with the answer sent. */
  problem?: AnswerProblem | null;
}

/** One question of the exam on its page. */
export function ExamQuestion({
  courseSlug,
  page,
  number,
  problem,
}: AnsweredProps & { number: number }) {
  const t = useT();
  const [question] = page.questions;
  const error = useQuestionError(question?.item, problem);
  const total = page.answered.length;
  if (!question) return null;
  const { item } = question;
  return (
    <>
      {error && (
        <QuestionErrorSummary error={error} item={item} optionsId={questionAnchor(item.id)} />
      )}
      <Heading courseSlug={courseSlug} page={page}>
        {t("assessment.exam.question.title", { number, total })}
      </Heading>
      <AnswerForm action={paths.examQuestion(courseSlug, number)} {...{ courseSlug, page }}>
        <Question question={question} error={error} />
        <div className="govuk-button-group">
          <Button next={wayOn(courseSlug, number, total)}>
            {t(number < total ? "assessment.exam.question.next" : "assessment.exam.question.last")}
          </Button>
          <a className="govuk-link" href={wayOn(courseSlug, number, total)}>
            {t("assessment.exam.question.skip")}
          </a>
          {number > 1 && (
            <a className="govuk-link" href={paths.examQuestion(courseSlug, number - 1)}>
              {t("assessment.exam.question.previous")}
            </a>
          )}
        </div>
      </AnswerForm>
      <QuestionNav {...{ courseSlug, page }} current={number} />
    </>
  );
}

/** All the questions of the exam on one page. */
export function ExamQuestions({
  courseSlug,
  page,
  problem,
  saved,
}: AnsweredProps & { saved: boolean }) {
  const t = useT();
  const wrong = page.questions.find(({ item }) => item.id === problem?.item);
  const error = useQuestionError(wrong?.item, problem);
  return (
    <>
      {error && wrong && (
        <QuestionErrorSummary
          error={error}
          item={wrong.item}
          optionsId={questionAnchor(wrong.item.id)}
        />
      )}
      <Heading courseSlug={courseSlug} page={page}>
        {t("assessment.exam.all.title")}
      </Heading>
      {saved && (
        <p className="govuk-inset-text saved" role="status">
          {t("assessment.exam.all.saved", {
            count: page.answered.filter(Boolean).length,
            total: page.answered.length,
          })}
        </p>
      )}
      <AnswerForm action={paths.examQuestions(courseSlug)} {...{ courseSlug, page }}>
        {page.questions.map((question) => (
          <section
            key={question.item.id}
            aria-labelledby={`pregunta-${question.number}`}
            className="exam-question"
          >
            <h2 className="exam-question__number" id={`pregunta-${question.number}`}>
              {t("assessment.exam.question.title", {
                number: question.number,
                total: page.answered.length,
              })}
            </h2>
            <Question question={question} error={question === wrong ? error : undefined} />
          </section>
        ))}
        <div className="govuk-button-group">
          <Button next={`${paths.examQuestions(courseSlug)}?guardado=si`}>
            {t("assessment.exam.all.save")}
          </Button>
          <Button name={REVIEW} value="si" kind="secondary" next={paths.examFinish(courseSlug)}>
            {t("assessment.exam.question.review")}
          </Button>
        </div>
      </AnswerForm>
    </>
  );
}

function AnswerForm({
  courseSlug,
  page,
  action,
  children,
}: ExamPageProps & { action: string; children: ReactNode }) {
  const t = useT();
  const takesFiles = page.questions.some(({ item }) => item.files);
  return (
    <form
      method="post"
      action={action}
      encType={takesFiles ? "multipart/form-data" : undefined}
      autoComplete="off"
      data-once
      {...useAutosave(courseSlug, page.id, action)}
    >
      <input type="hidden" name="attempt" value={page.id} />
      {takesFiles && (
        // Enter in a field presses the first button: it must not be one that removes a file.
        <button type="submit" className="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
          {t("assessment.exam.all.save")}
        </button>
      )}
      {children}
    </form>
  );
}

function Question({ question, error }: { question: AttemptQuestion; error?: string }) {
  const { t, language, timeZone } = useRequest();
  const { item, response, sent, answeredAt } = question;
  return (
    <div data-item={item.id} className="question">
      <input type="hidden" name={idField(item.id)} value={newId()} />
      <Interaction
        id={questionAnchor(item.id)}
        item={item}
        response={response}
        sent={sent}
        error={error}
      />
      <p className="saved" data-status role="status">
        {answeredAt &&
          t("assessment.saved", { time: formatTime(new Date(answeredAt), language, timeZone) })}
      </p>
    </div>
  );
}

function Heading({ courseSlug, page, children }: ExamPageProps & { children: ReactNode }) {
  const t = useT();
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: page.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{children}</h1>
      {page.closesAt && <ExamClock now={page.now} closesAt={page.closesAt} />}
      <PauseLink courseSlug={courseSlug} page={page} />
    </>
  );
}

function QuestionNav({ courseSlug, page, current }: ExamPageProps & { current: number }) {
  const t = useT();
  return (
    <nav aria-label={t("assessment.exam.question.nav")} className="exam-nav">
      <ol>
        {page.answered.map((answered, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place of the form is its index
          <li key={index} className={answered ? "exam-nav__answered" : undefined}>
            <a
              href={paths.examQuestion(courseSlug, index + 1)}
              aria-current={index + 1 === current ? "page" : undefined}
            >
              <span className="govuk-visually-hidden">
                {t("assessment.exam.question.go", { number: index + 1 })},{" "}
                {t(
                  answered
                    ? "assessment.exam.question.answered"
                    : "assessment.exam.question.unanswered",
                )}
              </span>
              <span aria-hidden="true">{answered ? `${index + 1} ✓` : index + 1}</span>
            </a>
          </li>
        ))}
      </ol>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.examFinish(courseSlug)}>
          {t("assessment.exam.question.review")}
        </a>
      </p>
    </nav>
  );
}
