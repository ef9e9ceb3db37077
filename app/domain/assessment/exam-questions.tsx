import type { ReactNode } from "react";
import { formatTime } from "#app/i18n/format.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { idField, REVIEW, responseField } from "./answer-fields.ts";
import type { AttemptPage, AttemptQuestion } from "./attempt-page.ts";
import { useAutosave } from "./autosave.tsx";
import { ExamClock } from "./exam-clock.tsx";
import { wayOn } from "./exam-way.tsx";
import { Interaction } from "./interactions/views.tsx";
import type { QuestionView } from "./item-view.ts";
import { QuestionErrorSummary } from "./question-error.tsx";

interface ExamPageProps {
  courseSlug: string;
  page: AttemptPage;
}

/** One question of the exam on its page. */
export function ExamQuestion({
  courseSlug,
  page,
  number,
  error,
}: ExamPageProps & { number: number; error?: string }) {
  const t = useT();
  const [question] = page.questions;
  const total = page.answered.length;
  if (!question) return null;
  const { item } = question;
  return (
    <>
      {error && <QuestionErrorSummary error={error} item={item} optionsId={optionsId(item)} />}
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
export function ExamQuestions({ courseSlug, page, saved }: ExamPageProps & { saved: boolean }) {
  const t = useT();
  return (
    <>
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
            <Question question={question} />
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
  return (
    <form
      method="post"
      action={action}
      autoComplete="off"
      data-once
      {...useAutosave(courseSlug, page.id, action)}
    >
      <input type="hidden" name="attempt" value={page.id} />
      {children}
    </form>
  );
}

function Question({ question, error }: { question: AttemptQuestion; error?: string }) {
  const { t, language, timeZone } = useRequest();
  const { item, response, answeredAt } = question;
  return (
    <div data-item={item.id} className="question">
      <input type="hidden" name={idField(item.id)} value={newId()} />
      <Interaction
        id={optionsId(item)}
        item={item}
        name={responseField(item.id)}
        response={response}
        error={error}
      />
      <p className="saved" data-status role="status">
        {answeredAt &&
          t("assessment.saved", { time: formatTime(new Date(answeredAt), language, timeZone) })}
      </p>
    </div>
  );
}

const optionsId = ({ id }: Pick<QuestionView, "id">) => `opciones-${id}`;

function Heading({ courseSlug, page, children }: ExamPageProps & { children: ReactNode }) {
  const t = useT();
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: page.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">{children}</h1>
      {page.closesAt && (
        <ExamClock
          now={page.now}
          closesAt={page.closesAt}
          resultUrl={paths.examFinish(courseSlug)}
        />
      )}
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
