import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import { checkAnchor, checkOptionsId } from "./check-anchor.ts";
import { CheckNotKept, CheckQuestion } from "./check-question.tsx";
import type { CheckState } from "./check-state.ts";
import type { CheckItemView } from "./item-view.ts";
import { QuestionErrorSummary, useQuestionError } from "./question-error.tsx";

export interface CheckAnsweredProps {
  courseSlug: string;
  lessonId: string;
  item: CheckItemView;
  /** Null: nothing was chosen. */
  state: CheckState | null;
  notKept: "no-account" | "not-enrolled" | null;
}

/** An answer that stays on a page of its own: it was not kept, or nothing was chosen. */
export function CheckAnswered({ courseSlug, lessonId, item, state, notKept }: CheckAnsweredProps) {
  const t = useT();
  const lessonUrl = paths.lesson(courseSlug, lessonId);
  const error = useQuestionError(item, state ? null : { item: item.id, why: "blank" });
  return (
    <>
      {error && (
        <QuestionErrorSummary error={error} item={item} optionsId={checkOptionsId(item.id)} />
      )}
      <h1 className="govuk-heading-l">{t("assessment.check.title")}</h1>
      <CheckQuestion
        courseSlug={courseSlug}
        lessonId={lessonId}
        item={item}
        state={state}
        answerUrl={paths.check(courseSlug, lessonId, item.id)}
        error={error}
        signedIn={notKept !== "no-account"}
      />
      {state && notKept && (
        <CheckNotKept reason={notKept} courseSlug={courseSlug} lessonUrl={lessonUrl} />
      )}
      <BackToLesson href={`${lessonUrl}#${checkAnchor(item.id)}`} />
    </>
  );
}

export function BackToLesson({ href }: { href: string }) {
  const t = useT();
  return (
    <p className="govuk-body">
      <a className="govuk-link" href={href}>
        {t("assessment.check.back")}
      </a>
    </p>
  );
}
