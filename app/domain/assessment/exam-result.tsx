import type { ReactNode } from "react";
import { formatMoment, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { AttemptHistory } from "./attempt-history.tsx";
import type { ExamResult } from "./exam-result.ts";

interface ExamResultProps {
  courseSlug: string;
  result: ExamResult;
  /** What people who marked it wrote, by objective. */
  comments?: Readonly<Record<string, readonly string[]>>;
  /** What changed since it was first known. */
  notices?: ReactNode;
  /** What else may be done about it. */
  children?: ReactNode;
}

/** How an attempt went and what to do now; never the key, nor which items were right. */
export function ExamResultPage(props: ExamResultProps) {
  const { result } = props;
  const { t, language, timeZone } = useRequest();
  const moment = formatMoment(new Date(result.finishedAt), language, timeZone);
  return (
    <>
      <span className="govuk-caption-l">
        {t("assessment.exam.of", { course: result.courseTitle })}
      </span>
      <h1 className="govuk-heading-l">
        {t("assessment.exam.result.title", { number: result.number })}
      </h1>
      <Outcome {...props} />
      <p className="govuk-body">
        {t(
          result.byDeadline
            ? "assessment.exam.result.by-deadline"
            : "assessment.exam.result.by-person",
          { moment },
        )}
      </p>
      {result.late > 0 && (
        <p className="govuk-body">{t("assessment.exam.result.late", { count: result.late })}</p>
      )}
      <AttemptHistory events={result.decisions} title={t("assessment.room.own-history")} />
      {props.notices}
      {result.passed !== null && (
        <>
          <Objectives {...props} />
          <Restudy {...props} />
          {result.passed ? <Certificate /> : <Next {...props} />}
        </>
      )}
      {props.children}
    </>
  );
}

function Outcome({ result }: ExamResultProps) {
  const { t, language } = useRequest();
  const { passed, score, passMark } = result;
  if (score === null) {
    return (
      <div className="govuk-panel exam-result">
        <h2 className="govuk-panel__title">{t("assessment.exam.result.waiting")}</h2>
        <p className="govuk-panel__body">
          {t("assessment.exam.result.waiting-text", { count: result.waiting })}
        </p>
      </div>
    );
  }
  return (
    <div className={`govuk-panel exam-result exam-result--${passed ? "passed" : "failed"}`}>
      <h2 className="govuk-panel__title">
        {t(passed ? "assessment.exam.result.passed" : "assessment.exam.result.failed")}
      </h2>
      <p className="govuk-panel__body">
        {t("assessment.exam.result.score", {
          score: formatShare(score, language),
          passMark: formatShare(passMark, language),
        })}
      </p>
    </div>
  );
}

const TONES = { reached: "good", close: "warning", far: "bad" } as const;

function Objectives({ result, comments = {} }: ExamResultProps) {
  const t = useT();
  return (
    <section aria-labelledby="temas">
      <h2 className="govuk-heading-m" id="temas">
        {t("assessment.exam.result.objectives")}
      </h2>
      <ul className="govuk-list govuk-list--spaced">
        {result.objectives.map(({ objective, text, level }) => (
          <li key={objective}>
            {text} <Tag tone={TONES[level]}>{t(`assessment.exam.result.level.${level}`)}</Tag>
            {comments[objective]?.map((comment) => (
              <blockquote key={comment} className="govuk-inset-text report__text">
                <strong>{t("assessment.exam.result.comment")}</strong> {comment}
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Restudy({ courseSlug, result }: ExamResultProps) {
  const t = useT();
  return (
    <section aria-labelledby="repasar">
      <h2 className="govuk-heading-m" id="repasar">
        {t("assessment.exam.result.restudy")}
      </h2>
      {result.restudy.length === 0 ? (
        <p className="govuk-body">{t("assessment.exam.result.nothing")}</p>
      ) : (
        <>
          <p className="govuk-body">
            {t(
              result.passed
                ? "assessment.exam.result.restudy-passed"
                : "assessment.exam.result.restudy-failed",
            )}
          </p>
          <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
            {result.restudy.map(({ objective, text, lessons }) => (
              <li key={objective}>
                {text}
                {lessons.map((lesson) => (
                  <span key={lesson.id}>
                    <br />
                    <a className="govuk-link" href={paths.lesson(courseSlug, lesson.id)}>
                      {lesson.title}
                    </a>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Certificate() {
  const t = useT();
  return (
    <section aria-labelledby="certificado">
      <h2 className="govuk-heading-m" id="certificado">
        {t("assessment.exam.result.certificate")}
      </h2>
      <p className="govuk-body">{t("assessment.exam.result.certificate-text")}</p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.myCredentials()}>
          {t("assessment.exam.result.certificate-link")}
        </a>
      </p>
    </section>
  );
}

function Next({ courseSlug, result }: ExamResultProps) {
  const { t, language, timeZone } = useRequest();
  if (result.nextFrom === null)
    return <p className="govuk-body">{t("assessment.exam.result.none-left")}</p>;
  return (
    <>
      <p className="govuk-body">
        {t("assessment.exam.result.left", { count: result.attemptsLeft })}{" "}
        {result.mayRetry
          ? t("assessment.exam.result.next-now")
          : t("assessment.exam.result.next-from", {
              moment: formatMoment(new Date(result.nextFrom), language, timeZone),
            })}
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href={paths.exam(courseSlug)}>
          {t("assessment.exam.result.again")}
        </a>
      </p>
    </>
  );
}
