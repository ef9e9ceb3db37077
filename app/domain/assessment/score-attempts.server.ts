import { type SQL, sql } from "drizzle-orm";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { newId } from "#app/kernel/ids.ts";
import { executePrepared, type Transaction } from "#app/server/db.ts";
import { recordAll, type Statement } from "#app/server/statements.ts";
import { factsOf, NO_FACTS, uuids } from "./attempt-facts.server.ts";
import type { FormItem } from "./form.ts";
import type { AssessmentItem } from "./item.ts";
import { itemsByHash } from "./item-versions.server.ts";
import {
  type AttemptOutcome,
  type ObjectiveOutcome,
  scoreAttempt,
  waitingForMarks,
} from "./scoring.ts";

/** An attempt whose row is held until the transaction ends. */
export interface HeldAttempt extends Record<string, unknown> {
  id: string;
  user_id: string;
  test_id: string;
  number: number;
  form: FormItem[];
  closes_at: string | null;
  finished_at: string | null;
  finished_by: "person" | "deadline" | null;
  score: number | null;
  passed: boolean | null;
  outcomes: ObjectiveOutcome[] | null;
  manifest: CourseManifest;
}

/** What an attempt had come to before, and what it comes to now. */
export interface Scored {
  attempt: HeldAttempt;
  /** Null = it waits for the marks of a person. */
  outcome: AttemptOutcome | null;
  /** Whether what is on record changed. */
  changed: boolean;
}

/**
 * Locks attempts against answers: each holds the row's key while it is being
 * saved, so what was acknowledged before the lock is seen, and what comes after
 * it finds the attempt finished. Nobody makes a ruling in their courses until the
 * transaction ends (`lockRulings`), so that none is missed.
 */
export async function holdAttempts(
  tx: Transaction,
  ids: readonly string[],
): Promise<HeldAttempt[]> {
  if (ids.length === 0) return [];
  // Every row is held before the first lock on rulings is asked for, or two of these could wait
  // for each other through somebody who makes a ruling.
  return executePrepared<HeldAttempt>(
    tx,
    sql`
    with held as materialized (
      select attempts.id, user_id, test_id, attempts.number, form, closes_at, finished_at,
        finished_by, score, passed, outcomes, editions.course_slug, editions.manifest
      from attempts join editions on editions.id = attempts.edition_id
      where attempts.id = any(${uuids(ids)}) order by attempts.id for update of attempts
    ), all_held as (select count(*) from held)
    select held.*, pg_advisory_xact_lock_shared(${rulingsKey(sql`course_slug`)})::text
    from all_held, held`,
  );
}

/** Lets nobody score an attempt of the course until the transaction ends: a ruling is being made. */
export async function lockRulings(tx: Transaction, courseSlug: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${rulingsKey(sql`${courseSlug}::text`)})`);
}

const rulingsKey = (courseSlug: SQL): SQL => sql`hashtextextended('rulings ' || ${courseSlug}, 0)`;

/**
 * Scores attempts that were handed in (an attempt that is being handed in brings when and by
 * whom: it is written with its score), as responses, marks and rulings stand now: again and
 * again it comes to the same. One that waits for marks gets its score with the last of them. A
 * pass already given stays, whatever the new score. The first score and a pass newly reached
 * have their statement, and with it what follows from a pass.
 */
export async function scoreHeld(
  tx: Transaction,
  attempts: readonly HeldAttempt[],
  now: Date,
): Promise<Scored[]> {
  const facts = await factsOf(
    tx,
    attempts.map(({ id }) => id),
  );
  const items = await itemsByHash(
    tx,
    [...facts.values()].flatMap(({ form }) => form.map(({ hash }) => hash)),
  );
  const statements: Statement[] = [];
  const scored: Scored[] = [];
  for (const attempt of attempts) {
    const { form = [], responses, marked, responseIds } = facts.get(attempt.id) ?? NO_FACTS;
    const asked = form.flatMap(({ hash }) => items.get(hash) ?? []);
    const waiting = waitingForMarks(asked, responses, marked);
    if (waiting.length > 0) {
      await keepWaiting(tx, attempt, form, waiting, responseIds, now);
      scored.push({ attempt, outcome: null, changed: false });
      continue;
    }
    const outcome = scoreAttempt(asked, responses, examOf(attempt).passMark, marked);
    const passed = outcome.passed || attempt.passed === true;
    const changed = !isSame(attempt, outcome, passed);
    if (changed) await write(tx, attempt, { ...outcome, passed }, now);
    if (attempt.score === null || passed !== attempt.passed) {
      statements.push(statementOf(attempt, outcome.score, passed));
    }
    scored.push({ attempt, outcome, changed });
  }
  if (statements.length > 0) await recordAll(tx, statements);
  return scored;
}

/** The exam that an attempt is of. */
function examOf({ manifest }: Pick<HeldAttempt, "manifest">) {
  if (!manifest.exam) throw new Error(`Course ${manifest.slug} lost its exam`);
  return manifest.exam;
}

/** Says which responses a person has to mark; those that wait already are not said twice. */
async function keepWaiting(
  tx: Transaction,
  { id, manifest, finished_at }: HeldAttempt,
  form: readonly FormItem[],
  waiting: readonly AssessmentItem[],
  responseIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  for (const { id: item } of waiting) {
    const { hash = "" } = form.find((place) => place.item === item) ?? {};
    await tx.execute(sql`
      insert into responses_to_mark
        (id, attempt_id, course_slug, item_id, item_hash, response_id, since)
      values (${newId()}, ${id}, ${manifest.slug}, ${item}, ${hash}, ${responseIds.get(item)},
        ${finished_at ?? now.toISOString()}::timestamptz)
      on conflict (response_id) do nothing`);
  }
}

function isSame(attempt: HeldAttempt, outcome: AttemptOutcome, passed: boolean): boolean {
  return (
    attempt.score === outcome.score &&
    attempt.passed === passed &&
    sameObjectives(attempt.outcomes ?? [], outcome.objectives)
  );
}

const sameObjectives = (one: readonly ObjectiveOutcome[], other: readonly ObjectiveOutcome[]) =>
  one.length === other.length &&
  one.every(({ objective, asked, points }, index) => {
    const match = other[index];
    return match?.objective === objective && match.asked === asked && match.points === points;
  });

async function write(
  tx: Transaction,
  { id, finished_at, finished_by }: HeldAttempt,
  { score, passed, objectives }: AttemptOutcome,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update attempts set finished_at = ${finished_at}::timestamptz, finished_by = ${finished_by},
      score = ${score}, passed = ${passed}, outcomes = ${JSON.stringify(objectives)}::jsonb,
      scored_at = coalesce(scored_at, ${now.toISOString()}::timestamptz)
    where id = ${id}`);
}

function statementOf(attempt: HeldAttempt, score: number, passed: boolean): Statement {
  const { id, user_id, test_id, number, manifest } = attempt;
  return {
    actorId: user_id,
    verb: passed ? "passed" : "failed",
    objectType: "exam",
    objectId: `${manifest.slug}/${test_id}`,
    result: { course: manifest.slug, attempt: id, number, score },
  };
}
