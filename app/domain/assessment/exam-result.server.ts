import { sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Database } from "#app/server/db.ts";
import { type AttemptEvent, doneByOthers } from "./attempt-event.ts";
import { eventsOf } from "./attempt-events.server.ts";
import type { ExamResult } from "./exam-result.ts";
import { nextAttemptFrom, type PastAttempt } from "./rules.ts";
import { type ObjectiveOutcome, toRestudy } from "./scoring.ts";

/** The result of attempt `number` of a person at a course's exam; null if it is not there or not over. One query. */
export async function examResult(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  number: number,
  now: Date,
): Promise<ExamResult | null> {
  const [row] = await db.execute<ResultRow>(sql`
    select attempts.number, attempts.score, attempts.passed, attempts.finished_at,
      attempts.finished_by, attempts.outcomes, editions.manifest,
      (select count(distinct item_id)::int from responses
        where attempt_id = attempts.id and late) as late,
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
      and attempts.number = ${number} and attempts.finished_at is not null`);
  return row ? resultOf(row, now) : null;
}

interface ResultRow extends Record<string, unknown> {
  number: number;
  score: number;
  passed: boolean;
  finished_at: string;
  finished_by: "person" | "deadline";
  outcomes: ObjectiveOutcome[];
  manifest: CourseManifest;
  late: number;
  attempts: { number: number; startedAt: string; finishedAt: string | null; passed: boolean }[];
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
  return {
    number: row.number,
    courseTitle: title,
    examTitle: exam.title,
    score: row.score,
    passMark: exam.passMark,
    passed: row.passed,
    finishedAt: new Date(row.finished_at).toISOString(),
    byDeadline: row.finished_by === "deadline",
    late: row.late,
    decisions: doneByOthers(row.events ?? []),
    restudy: toRestudy(row.outcomes, exam.passMark).map((objective) => ({
      objective,
      text: objectives.find(({ id }) => id === objective)?.text ?? objective,
      lessons: (row.lessons ?? [])
        .filter((lesson) => lesson.objective === objective)
        .map(({ id, title: lessonTitle }) => ({ id, title: lessonTitle })),
    })),
    attemptsLeft: Math.max(0, exam.attempts - attempts.length),
    nextFrom: nextFrom?.toISOString() ?? null,
    mayRetry: nextFrom !== null && nextFrom <= now,
  };
}
