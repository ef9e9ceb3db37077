import { sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Database } from "#app/server/db.ts";
import { ask, type Question, question } from "#app/server/question.ts";
import { type AttemptEvent, doneByOthers } from "./attempt-event.ts";
import { eventsOf } from "./attempt-events.server.ts";
import type { ExamResult } from "./exam-result.ts";
import { nextAttemptFrom, type PastAttempt } from "./rules.ts";
import { type ObjectiveOutcome, objectiveLevel, toRestudy } from "./scoring.ts";

/** The result of attempt `number` of a person at a course's exam; null if it is not there or not over. One query. */
export function examResult(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  number: number,
  now: Date,
): Promise<ExamResult | null> {
  return ask(db, examResultOf(viewer, courseSlug, number, now));
}

/** The same, to be asked with what other rooms tell of the attempt. */
export function examResultOf(
  viewer: { id: string },
  courseSlug: string,
  number: number,
  now: Date,
): Question<ExamResult | null> {
  return question(
    sql`
    select attempts.number, attempts.score, attempts.passed, attempts.finished_at,
      attempts.finished_by, attempts.outcomes, editions.manifest,
      (select count(distinct item_id)::int from responses
        where attempt_id = attempts.id and late) as late,
      (select count(*)::int from responses_to_mark
        where attempt_id = attempts.id and attempts.score is null
          and not exists (select from settled_scores where to_mark_id = responses_to_mark.id)
      ) as waiting,
      (select json_agg(json_build_object('number', other.number, 'startedAt', other.started_at,
          'finishedAt', other.finished_at, 'passed', other.passed))
        from attempts as other
        where other.user_id = attempts.user_id and other.test_id = attempts.test_id) as attempts,
      (select json_agg(json_build_object('id', edition_lessons.lesson_id,
          'title', compiled_lessons.body -> 'title', 'objective', compiled_lessons.body -> 'objective')
          order by edition_lessons.position)
        from edition_lessons
        join compiled_lessons on compiled_lessons.hash = edition_lessons.compiled_hash
        where edition_lessons.edition_id = attempts.edition_id) as lessons,
      ${eventsOf(sql`attempts.id`)} as events
    from attempts join editions on editions.id = attempts.edition_id
    where attempts.user_id = ${viewer.id} and editions.course_slug = ${courseSlug}
      and attempts.number = ${number} and attempts.finished_at is not null`,
    ([row]: readonly ResultRow[]) => (row ? resultOf(row, now) : null),
  );
}

interface ResultRow {
  number: number;
  score: number | null;
  passed: boolean | null;
  finished_at: string;
  finished_by: "person" | "deadline";
  outcomes: ObjectiveOutcome[] | null;
  manifest: CourseManifest;
  late: number;
  waiting: number;
  attempts: {
    number: number;
    startedAt: string;
    finishedAt: string | null;
    passed: boolean | null;
  }[];
  lessons: { id: string; title: string; objective: string }[] | null;
  events: AttemptEvent[] | null;
}

function resultOf(row: ResultRow, now: Date): ExamResult | null {
  const { exam, title, objectives } = row.manifest;
  if (!exam) return null;
  const attempts: PastAttempt[] = row.attempts.map(({ startedAt, finishedAt, ...rest }) => ({
    ...rest,
    startedAt: new Date(startedAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  }));
  const nextFrom = nextAttemptFrom(exam, attempts);
  const outcomes = row.outcomes ?? [];
  const placeOf = (objective: string) => objectives.findIndex(({ id }) => id === objective);
  const textOf = (objective: string) =>
    objectives.find(({ id }) => id === objective)?.text ?? objective;
  return {
    number: row.number,
    courseTitle: title,
    examTitle: exam.title,
    score: row.score,
    passMark: exam.passMark,
    passed: row.passed,
    waiting: row.waiting,
    finishedAt: new Date(row.finished_at).toISOString(),
    byDeadline: row.finished_by === "deadline",
    late: row.late,
    decisions: doneByOthers(row.events ?? []),
    objectives: outcomes
      .toSorted((one, other) => placeOf(one.objective) - placeOf(other.objective))
      .map((outcome) => ({
        objective: outcome.objective,
        text: textOf(outcome.objective),
        level: objectiveLevel(outcome, exam.passMark),
      })),
    restudy: toRestudy(outcomes, exam.passMark).map((objective) => ({
      objective,
      text: textOf(objective),
      lessons: (row.lessons ?? [])
        .filter((lesson) => lesson.objective === objective)
        .map(({ id, title: lessonTitle }) => ({ id, title: lessonTitle })),
    })),
    attemptsLeft: Math.max(0, exam.attempts - attempts.length),
    nextFrom: nextFrom?.toISOString() ?? null,
    mayRetry: row.passed !== null && nextFrom !== null && nextFrom <= now,
  };
}
