import { sql } from "drizzle-orm";
import { checkAnswered } from "#app/domain/enrollment/commands.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import type { GivenAnswer } from "./answer-fields.ts";
import { type CheckState, checkState } from "./check-state.ts";
import type { AssessmentItem } from "./item.ts";
import { itemsByHash } from "./item-versions.server.ts";
import { clashingId } from "./save-answers.server.ts";
import { isResponse, isRight } from "./scoring.ts";

export interface CheckedAnswer {
  item: AssessmentItem;
  /** Null: nothing was chosen, so nothing was judged. */
  state: CheckState | null;
  /** Null when it was kept. */
  notKept: "no-account" | "not-enrolled" | null;
}

/** Choices the question does not have, or no such question there. */
export type AnswerCheckRefusal = "invalid" | "unknown";

/** A question at its place in a lesson. */
export interface CheckPlace {
  courseSlug: string;
  lessonId: string;
}

/**
 * Judges an answer to a question inside a lesson, and explains it. It is kept
 * for who is enrolled, once for its UUID, with its statement; it may pass the
 * lesson. For anybody else it is judged and explained just the same.
 */
export async function answerCheck(
  db: Database,
  actor: Pick<Viewer, "id"> | null,
  place: CheckPlace,
  answer: GivenAnswer,
  now: Date,
): Promise<Result<CheckedAnswer, AnswerCheckRefusal>> {
  const found = await findCheck(db, actor, place, answer.item);
  if (!found) return refused("unknown");
  const item = (await itemsByHash(db, [found.item_hash])).get(found.item_hash) as AssessmentItem;
  const notKept = actor ? (found.enrollment_id ? null : "not-enrolled") : "no-account";
  if (answer.response.length === 0) return done({ item, state: null, notKept });
  if (!isResponse(item, answer.response)) return refused("invalid");
  const { response } = answer;
  if (!actor || !found.enrollment_id) {
    const state = checkState(item, { response, answeredAt: null });
    return done({ item, state, notKept });
  }
  const kept = { ...place, ...found, enrollment_id: found.enrollment_id, actor };
  const answeredAt = await keepAnswer(db, kept, item, answer, now);
  const state = checkState(item, { response, answeredAt: answeredAt.toISOString() });
  return done({ item, state, notKept });
}

interface FoundCheck extends Record<string, unknown> {
  enrollment_id: string | null;
  item_hash: string;
}

async function findCheck(
  db: Database,
  actor: Pick<Viewer, "id"> | null,
  { courseSlug, lessonId }: CheckPlace,
  itemId: string,
): Promise<FoundCheck | null> {
  const [row] = await db.execute<FoundCheck>(sql`
    select enrollments.id as enrollment_id, edition_items.item_hash
    from courses
    left join enrollments on enrollments.course_slug = courses.slug
      and enrollments.user_id = ${actor?.id ?? null}::uuid
    join edition_lessons on edition_lessons.lesson_id = ${lessonId}
      and edition_lessons.edition_id = coalesce(enrollments.edition_id, courses.current_edition_id)
    join compiled_lessons on compiled_lessons.hash = edition_lessons.compiled_hash
      and compiled_lessons.body -> 'checks' ? ${itemId}
    join edition_items on edition_items.edition_id = edition_lessons.edition_id
      and edition_items.item_id = ${itemId}
    where courses.slug = ${courseSlug}`);
  return row ?? null;
}

interface KeptPlace extends CheckPlace {
  actor: Pick<Viewer, "id">;
  enrollment_id: string;
  item_hash: string;
}

/** Answers when it was kept: now, or the first time that it came. */
async function keepAnswer(
  db: Database,
  place: KeptPlace,
  item: AssessmentItem,
  answer: GivenAnswer,
  now: Date,
): Promise<Date> {
  return db.transaction(async (tx) => {
    // Before the insert, whose reference holds the row's key: two answers at
    // once would otherwise each wait for the other.
    await tx.execute(sql`select from enrollments where id = ${place.enrollment_id} for update`);
    const first = await insertAnswer(tx, place, item, answer, now);
    const id = clashingId(place.actor.id, place.enrollment_id, answer);
    const kept = first ?? (await insertAnswer(tx, place, item, { ...answer, id }, now));
    if (!kept) throw new Error("An answer was neither kept nor found");
    if (kept.fresh) {
      const { courseSlug, lessonId, actor } = place;
      await record(tx, {
        actorId: actor.id,
        verb: "answered",
        objectType: "item",
        objectId: item.id,
        result: { course: courseSlug, lesson: lessonId, enrollment: place.enrollment_id },
      });
      await checkAnswered(tx, { userId: actor.id, courseSlug, lessonId }, now);
    }
    return new Date(kept.answered_at);
  });
}

interface InsertedAnswer extends Record<string, unknown> {
  answered_at: string;
  fresh: boolean;
}

/** Null when the UUID is another answer's: a page that the back button brought up again. */
async function insertAnswer(
  tx: Transaction,
  { enrollment_id, lessonId, item_hash }: KeptPlace,
  item: AssessmentItem,
  { id, response }: GivenAnswer,
  now: Date,
): Promise<InsertedAnswer | null> {
  const right = isRight(item, response);
  const [row] = await tx.execute<InsertedAnswer>(sql`
    insert into check_responses
      (id, enrollment_id, lesson_id, item_id, item_hash, response, correct, answered_at)
    values (${id}, ${enrollment_id}, ${lessonId}, ${item.id}, ${item_hash},
      ${JSON.stringify(response)}::jsonb, ${right}, ${now.toISOString()}::timestamptz)
    on conflict (id) do update set correct = check_responses.correct
      where check_responses.enrollment_id = excluded.enrollment_id
        and check_responses.item_id = excluded.item_id
        and check_responses.response = excluded.response
    returning answered_at, xmax = 0 as fresh`);
  return row ?? null;
}
