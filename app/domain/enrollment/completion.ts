import {
  type CourseManifest,
  type LessonEntry,
  lessonsOf,
  type MoveOn,
} from "#app/domain/courses/manifest.ts";

/** What one person has done of a lesson. */
export interface LessonProgress {
  lessonId: string;
  /** Pressed "Terminé de leer" (cmi5 Completed). */
  completed: boolean;
  /** Answered each of its questions right at least once (cmi5 Passed). */
  passed: boolean;
  /** What its moveOn asks was done; it stays so (cmi5 satisfied). */
  satisfied: boolean;
}

type Done = Pick<LessonProgress, "completed" | "passed">;

/** cmi5 §10.2.4, moveOn: what satisfies an assignable unit. */
const SATISFIES = {
  Passed: ({ passed }) => passed,
  Completed: ({ completed }) => completed,
  CompletedAndPassed: ({ completed, passed }) => completed && passed,
  CompletedOrPassed: ({ completed, passed }) => completed || passed,
  NotApplicable: () => true,
} as const satisfies Record<MoveOn, (done: Done) => boolean>;

/** What of a lesson each rule waits for, in the order in which a person does it. */
const WAITS_FOR = {
  Passed: ["checks"],
  Completed: ["read"],
  CompletedAndPassed: ["read", "checks"],
  CompletedOrPassed: ["either"],
  NotApplicable: [],
} as const satisfies Record<MoveOn, readonly LackingPart[]>;

export type LackingPart = "read" | "checks" | "either";

/** Whether the rule of a lesson is met. */
export function isSatisfied(moveOn: MoveOn, done: Done): boolean {
  return SATISFIES[moveOn](done);
}

/** One thing still to do, each with its sentence: `enrollment.missing.<kind>`. */
export type Missing =
  | { kind: LackingPart; lessonId: string }
  /** Every lesson is done and the exam is not passed. */
  | { kind: "exam"; examId: string };

/** Progress by lesson; a lesson that was never opened is absent. */
export type ProgressByLesson = ReadonlyMap<string, LessonProgress>;

/** What a lesson still lacks. */
export function missingOfLesson(
  { id, moveOn }: LessonEntry,
  progress: ProgressByLesson,
): Missing[] {
  const done = progress.get(id);
  if (done?.satisfied || (done && isSatisfied(moveOn, done))) return [];
  const parts: readonly LackingPart[] = WAITS_FOR[moveOn];
  return parts
    .filter((part) => !(part === "read" ? done?.completed : part === "checks" && done?.passed))
    .map((kind) => ({ kind, lessonId: id }));
}

/** All that is lacking for the course's certificate, in the order in which it is done. */
export function missing(
  manifest: CourseManifest,
  progress: ProgressByLesson,
  examPassed: boolean,
): Missing[] {
  const lessons = lessonsOf(manifest).flatMap((entry) => missingOfLesson(entry, progress));
  const { exam } = manifest;
  return exam && !examPassed ? [...lessons, { kind: "exam", examId: exam.id }] : lessons;
}

export type LessonState = "not-started" | "started" | "satisfied";

/** How a lesson is shown in a list. */
export function lessonState(entry: LessonEntry, progress: ProgressByLesson): LessonState {
  const done = progress.get(entry.id);
  if (done && missingOfLesson(entry, progress).length === 0) return "satisfied";
  return done ? "started" : "not-started";
}

export interface CourseProgress {
  lessons: number;
  satisfied: number;
}

/** Lessons satisfied, of how many. */
export function courseProgress(
  manifest: CourseManifest,
  progress: ProgressByLesson,
): CourseProgress {
  const lessons = lessonsOf(manifest);
  const satisfied = lessons.filter((entry) => missingOfLesson(entry, progress).length === 0);
  return { lessons: lessons.length, satisfied: satisfied.length };
}

/** Where to go on: the lesson where the person stopped unless it is done, else the first not done. */
export function resumeAt(
  manifest: CourseManifest,
  progress: ProgressByLesson,
  lastLessonId: string | null,
): string | null {
  const open = lessonsOf(manifest).filter((entry) => missingOfLesson(entry, progress).length > 0);
  return (open.find(({ id }) => id === lastLessonId) ?? open[0])?.id ?? null;
}
