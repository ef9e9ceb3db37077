import { sql } from "drizzle-orm";
import { type CourseManifest, forCountry, lessonsOf } from "#app/domain/courses/manifest.ts";
import { countryOf } from "#app/domain/people/queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { isSatisfied } from "./completion.ts";

type Learner = Pick<Viewer, "id">;

/**
 * Enrolls a person in a course, in its current edition. Enrolling again gives
 * the same enrollment. Refused when the course is not offered.
 */
export async function enroll(
  db: Database,
  actor: Learner,
  courseSlug: string,
  now: Date,
): Promise<Result<{ enrollmentId: string }, "not-offered">> {
  return db.transaction(async (tx) => {
    const [made] = await tx.execute<{ id: string; edition: number }>(sql`
      insert into enrollments (id, user_id, course_slug, edition_id, enrolled_at)
      select ${newId()}, ${actor.id}, slug, current_edition_id, ${now.toISOString()}::timestamptz
      from courses where slug = ${courseSlug} and current_edition_id is not null
      on conflict (user_id, course_slug) do nothing
      returning id, (select number from editions where id = edition_id) as edition`);
    if (made) {
      await record(tx, {
        actorId: actor.id,
        verb: "registered",
        objectType: "course",
        objectId: courseSlug,
        result: { enrollment: made.id, edition: made.edition },
      });
      return done({ enrollmentId: made.id });
    }
    const [own] = await tx.execute<{ id: string }>(sql`
      select id from enrollments where user_id = ${actor.id} and course_slug = ${courseSlug}`);
    return own ? done({ enrollmentId: own.id }) : refused("not-offered");
  });
}

/**
 * The person says that they finished reading a lesson. Saying it twice changes
 * nothing. Refused to who is not enrolled, or for a lesson their edition lacks.
 */
export async function completeLesson(
  db: Database,
  actor: Learner,
  courseSlug: string,
  lessonId: string,
  now: Date,
): Promise<Result<{ satisfied: boolean }, "not-enrolled" | "no-lesson">> {
  return db.transaction(async (tx) => {
    const place = await lockPlace(tx, actor.id, courseSlug, lessonId);
    if (!place) return refused("not-enrolled");
    if (!place.checks) return refused("no-lesson");
    const [changed] = await tx.execute(sql`
      insert into lesson_progress (enrollment_id, lesson_id, opened_at, completed_at)
      values (${place.enrollment_id}, ${lessonId}, ${now.toISOString()}::timestamptz,
        ${now.toISOString()}::timestamptz)
      on conflict (enrollment_id, lesson_id) do update set completed_at = excluded.completed_at
        where lesson_progress.completed_at is null
      returning 1`);
    if (changed) await record(tx, statementOf("completed", actor.id, place, lessonId));
    return done({ satisfied: await settle(tx, actor.id, place, lessonId, now) });
  });
}

/** Which question of whose lesson was answered. */
export interface AnsweredCheck {
  userId: string;
  courseSlug: string;
  lessonId: string;
}

/**
 * To be called in the transaction that keeps an answer to a check question, after
 * it: a lesson is passed once each of its questions has a right answer.
 */
export async function checkAnswered(
  tx: Transaction,
  { userId, courseSlug, lessonId }: AnsweredCheck,
  now: Date,
): Promise<{ satisfied: boolean }> {
  const place = await lockPlace(tx, userId, courseSlug, lessonId);
  if (!place?.checks) return { satisfied: false };
  return { satisfied: await settle(tx, userId, place, lessonId, now) };
}

interface Place extends Record<string, unknown> {
  enrollment_id: string;
  course_slug: string;
  manifest: CourseManifest;
  country: string | null;
  /** Questions of the lesson; null = the edition has no such lesson. */
  checks: string[] | null;
}

/** The enrollment's row is held, so that two answers at once settle one after the other. */
async function lockPlace(tx: Transaction, userId: string, courseSlug: string, lessonId: string) {
  const [place] = await tx.execute<Place>(sql`
    select enrollments.id as enrollment_id, enrollments.course_slug, editions.manifest,
      ${countryOf(sql`enrollments.user_id`)} as country,
      (select body -> 'checks' from edition_lessons
        join compiled_lessons on compiled_lessons.hash = edition_lessons.compiled_hash
        where edition_id = editions.id and lesson_id = ${lessonId}) as checks
    from enrollments join editions on editions.id = enrollments.edition_id
    where enrollments.user_id = ${userId} and enrollments.course_slug = ${courseSlug}
    for update of enrollments`);
  return place;
}

interface Settled extends Record<string, unknown> {
  completed: boolean;
  passed_before: boolean;
  satisfied_before: boolean;
  wrong: number;
}

/** Brings passed and satisfied up to date, with their statements; answers whether it is satisfied. */
async function settle(
  tx: Transaction,
  userId: string,
  place: Place,
  lessonId: string,
  now: Date,
): Promise<boolean> {
  const entry = lessonsOf(place.manifest).find(({ id }) => id === lessonId);
  if (!entry) return false;
  const [before] = await tx.execute<Settled>(sql`
    select coalesce(bool_or(completed_at is not null), false) as completed,
      coalesce(bool_or(passed_at is not null), false) as passed_before,
      coalesce(bool_or(satisfied_at is not null), false) as satisfied_before,
      (select count(*)::int from jsonb_array_elements_text(${JSON.stringify(place.checks)}::text::jsonb) as item
        where not exists (select from check_responses
          where enrollment_id = ${place.enrollment_id} and check_responses.lesson_id = ${lessonId}
            and item_id = item and correct)) as wrong
    from lesson_progress
    where enrollment_id = ${place.enrollment_id} and lesson_id = ${lessonId}`);
  if (!before) throw new Error("an aggregate gives a row");
  const passed = before.passed_before || before.wrong === 0;
  // A lesson without questions has nothing to be passed: it writes no such statement.
  const passes = passed && !before.passed_before && (place.checks ?? []).length > 0;
  const satisfied =
    before.satisfied_before || isSatisfied(entry.moveOn, { completed: before.completed, passed });
  const satisfies = satisfied && !before.satisfied_before;
  if (!passes && !satisfies) return satisfied;

  const at = now.toISOString();
  await tx.execute(sql`
    insert into lesson_progress (enrollment_id, lesson_id, opened_at, passed_at, satisfied_at)
    values (${place.enrollment_id}, ${lessonId}, ${at}::timestamptz,
      ${passed ? at : null}::timestamptz, ${satisfied ? at : null}::timestamptz)
    on conflict (enrollment_id, lesson_id) do update set
      passed_at = coalesce(lesson_progress.passed_at, excluded.passed_at),
      satisfied_at = coalesce(lesson_progress.satisfied_at, excluded.satisfied_at)`);
  if (passes) await record(tx, statementOf("passed", userId, place, lessonId));
  if (satisfies) await recordSatisfied(tx, userId, place, lessonId);
  return satisfied;
}

/** cmi5 §9.3.9: a block, and the course, are satisfied when all that is in them is. */
async function recordSatisfied(tx: Transaction, userId: string, place: Place, lessonId: string) {
  await record(tx, statementOf("satisfied", userId, place, lessonId));
  const rows = await tx.execute<{ lesson_id: string }>(sql`
    select lesson_id from lesson_progress
    where enrollment_id = ${place.enrollment_id} and satisfied_at is not null`);
  const satisfied = new Set(rows.map((row) => row.lesson_id));
  const isDone = ({ id, moveOn }: { id: string; moveOn: string }) =>
    moveOn === "NotApplicable" || satisfied.has(id);
  const manifest = forCountry(place.manifest, place.country);
  const module = manifest.modules.find(({ lessons }) => lessons.some(({ id }) => id === lessonId));
  const common = { actorId: userId, verb: "satisfied", result: resultOf(place) } as const;
  if (module?.lessons.every(isDone)) {
    const objectId = `${place.course_slug}/${module.id}`;
    await record(tx, { ...common, objectType: "module", objectId });
  }
  if (lessonsOf(manifest).every(isDone)) {
    await record(tx, { ...common, objectType: "course", objectId: place.course_slug });
  }
}

function statementOf(
  verb: "completed" | "passed" | "satisfied",
  actorId: string,
  place: Place,
  lessonId: string,
) {
  const objectId = `${place.course_slug}/${lessonId}`;
  return { actorId, verb, objectType: "lesson", objectId, result: resultOf(place) };
}

const resultOf = ({ enrollment_id, course_slug }: Place) => ({
  enrollment: enrollment_id,
  course: course_slug,
});
