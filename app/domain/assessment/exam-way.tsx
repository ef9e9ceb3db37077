import { paths } from "#app/paths.ts";
import type { AttemptPage, OpenAttempt } from "./attempt-page.ts";

/** Where somebody goes who has no attempt under way: to the stopped clock, to its result, or to the rules. */
export function wayOut(courseSlug: string, opened: Exclude<OpenAttempt, { is: "open" }>): string {
  if (opened.is === "paused") return paths.examPause(courseSlug);
  return opened.is === "ended"
    ? paths.examResult(courseSlug, opened.number)
    : paths.exam(courseSlug);
}

/** After a question: the next one, or the page to hand the exam in. */
export function wayOn(courseSlug: string, number: number, questions: number): string {
  return number < questions
    ? paths.examQuestion(courseSlug, number + 1)
    : paths.examFinish(courseSlug);
}

/** The page with a question of an attempt. */
export function wayTo(
  courseSlug: string,
  { exam }: Pick<AttemptPage, "exam">,
  number: number,
): string {
  return exam.layout === "single-page"
    ? `${paths.examQuestions(courseSlug)}#pregunta-${number}`
    : paths.examQuestion(courseSlug, number);
}

/** Fragment of a question in its page. */
export const questionAnchor = (item: string): string => `opciones-${item}`;
