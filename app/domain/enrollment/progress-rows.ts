import type { ProgressByLesson } from "./completion.ts";

/** Lesson, completed, passed, satisfied: as queries bring it. */
export type ProgressRow = [
  lessonId: string,
  completed: boolean,
  passed: boolean,
  satisfied: boolean,
];

/** Progress by lesson, from rows (null = nobody's). */
export function progressFrom(rows: readonly ProgressRow[] | null): ProgressByLesson {
  return new Map(
    (rows ?? []).map(([lessonId, completed, passed, satisfied]) => [
      lessonId,
      { lessonId, completed, passed, satisfied },
    ]),
  );
}
