import { formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Paragraphs } from "./interactions/question-frame.tsx";
import type { PracticePage } from "./practice.ts";
import type { PracticeReview, SaidPart } from "./practice-review.ts";

interface ResultProps {
  page: PracticePage;
  reviews: PracticeReview[];
}

/** A practice exam handed in: each question with its key and all its explanations. */
export function PracticeResult({ page, reviews }: ResultProps) {
  const { t, language } = useRequest();
  const { courseSlug, courseTitle, score } = page;
  return (
    <>
      <a className="govuk-back-link" href={paths.practiceExams(courseSlug)}>
        {t("assessment.practice.title", { course: courseTitle })}
      </a>
      <h1 className="govuk-heading-l">{t("assessment.practice.result")}</h1>
      <p className="govuk-body-l">
        {t("assessment.practice.score", { score: formatShare(score ?? 0, language) })}
      </p>
      {reviews.map((review, index) => (
        <section
          key={review.item}
          aria-labelledby={`pregunta-${index + 1}`}
          className="exam-question"
        >
          <h2 className="exam-question__number" id={`pregunta-${index + 1}`}>
            {t("assessment.exam.question.title", { number: index + 1, total: reviews.length })}
          </h2>
          <Review review={review} />
        </section>
      ))}
      <form method="post" action={paths.practiceExams(courseSlug)}>
        <div className="govuk-button-group">
          <Button>{t("assessment.practice.again")}</Button>
          <a className="govuk-link" href={paths.exam(courseSlug)}>
            {t("assessment.practice.to-exam")}
          </a>
        </div>
      </form>
    </>
  );
}

function Review({ review }: { review: PracticeReview }) {
  const t = useT();
  const { prompt, verdict, given, correct, why, idea } = review;
  const isRight = verdict === "right";
  return (
    <>
      <p className="question__prompt">
        <Paragraphs text={prompt} />
      </p>
      <div
        className={`check-question__verdict check-question__verdict--${isRight ? "right" : "wrong"}`}
      >
        <p className="govuk-body">
          <strong>{t(`assessment.practice.verdict.${verdict}`)}</strong>
        </p>
        {given.length > 0 && (
          <Parts title={t("assessment.practice.given")} parts={given} review={review} />
        )}
        {!isRight && (
          <Parts title={t("assessment.practice.correct")} parts={correct} review={review} />
        )}
      </div>
      {why.length > 0 && <Parts title={t("assessment.practice.why")} parts={why} review={review} />}
      {idea && (
        <p className="govuk-body">
          <Paragraphs text={idea} />
        </p>
      )}
    </>
  );
}

function Parts({
  title,
  parts,
  review: { interaction },
}: {
  title: string;
  parts: SaidPart[];
  review: PracticeReview;
}) {
  const t = useT();
  const inWords = (text: string) =>
    interaction === "true-false" && (text === "true" || text === "false")
      ? t(`assessment.question.${text}`)
      : text;
  return (
    <>
      <p className="govuk-body">{title}</p>
      <ul className="govuk-list govuk-list--bullet">
        {parts.map(({ of, text }) => (
          <li key={`${of} ${text}`}>
            {of !== null && (
              <>
                <strong>
                  <Paragraphs text={inWords(of)} />
                </strong>
                {": "}
              </>
            )}
            <Paragraphs text={inWords(text)} />
          </li>
        ))}
      </ul>
    </>
  );
}
