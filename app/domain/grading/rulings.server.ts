import { type SQL, sql } from "drizzle-orm";
import { wholeExamBank } from "#app/domain/assessment/exam-bank.server.ts";
import { stillDraws } from "#app/domain/assessment/form.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { itemsByHash, keepVersion } from "#app/domain/assessment/item-versions.server.ts";
import { lockRulings } from "#app/domain/assessment/score-attempts.server.ts";
import { type CourseManifest, examRules } from "#app/domain/courses/manifest.ts";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { answerAppeals } from "./appeals.server.ts";
import { type ItemChange, rekeyed } from "./rekey.ts";
import { type KnownResult, previewOf, type WholePreview } from "./ruling-preview.ts";

/** An item version as a course asks it. */
export interface AskedVersion {
  courseSlug: string;
  hash: string;
}

/** The version by which responses to `hash` are scored now; null = it was dropped. */
export async function effectiveHash(
  db: Executor,
  { courseSlug, hash }: AskedVersion,
): Promise<string | null> {
  const [ruling] = await db.execute<{ kind: string; replacement_hash: string | null }>(sql`
    select kind, replacement_hash from item_rulings
    where course_slug = ${courseSlug} and item_hash = ${hash}
    order by sequence desc limit 1`);
  if (!ruling) return hash;
  return ruling.kind === "drop" ? null : ruling.replacement_hash;
}

export type RulingRefusal =
  | "unknown"
  /** The change does not fit the item, or leaves it without a key. */
  | "bad-key"
  /** It is scored so already. */
  | "same";

/** What a ruling would do; nothing is written. */
export async function previewRuling(
  db: Executor,
  viewer: Viewer,
  version: AskedVersion,
  change: ItemChange,
): Promise<Result<WholePreview, RulingRefusal>> {
  const planned = await plan(db, viewer, version, change);
  if (!planned.ok) return planned;
  const preview = previewOf(await knownResults(db, version), planned.value);
  const isDrop = planned.value.replacement === null;
  return done({ ...preview, stillDrawn: !isDrop || (await isDrawnWithout(db, version)) });
}

/** Whether the course's bank still makes an exam for everybody for whom it makes one now. */
async function isDrawnWithout(db: Executor, { courseSlug, hash }: AskedVersion): Promise<boolean> {
  const [edition] = await db.execute<{ id: string; manifest: CourseManifest }>(sql`
    select editions.id, manifest from courses join editions on editions.id = current_edition_id
    where slug = ${courseSlug}`);
  const rules = edition && examRules(edition.manifest);
  return !rules || stillDraws(await wholeExamBank(db, edition.id), hash, rules);
}

/** Results that are known of attempts with the version, with what was answered to it. */
const knownResults = (db: Executor, { courseSlug, hash }: AskedVersion): Promise<KnownRow[]> =>
  db.execute<KnownRow>(sql`
    select score, passed, outcomes, (manifest -> 'exam' ->> 'passMark')::float8 as "passMark",
      coalesce(latest.response, '[]') as response, coalesce(settled.share, 0) as marked
    from attempts join editions on editions.id = attempts.edition_id
    left join lateral (
      select id, response from responses
      where attempt_id = attempts.id and not late
        and item_id = (select item_id from item_versions where item_versions.hash = ${hash})
      order by answered_at desc, id desc limit 1
    ) as latest on true
    left join lateral (
      select share from responses_to_mark
      join settled_scores on settled_scores.to_mark_id = responses_to_mark.id
      where response_id = latest.id
      order by settled_scores.id desc limit 1
    ) as settled on true
    where course_slug = ${courseSlug} and score is not null
      and form @> ${JSON.stringify([{ hash }])}::jsonb
      and not exists (select from erasures where erasures.user_id = attempts.user_id)`);

type KnownRow = KnownResult & Record<string, unknown>;

export interface NewRuling {
  version: AskedVersion;
  change: ItemChange;
  /** Whoever sat the exam reads it. */
  reason: string;
}

/**
 * Rules that an item version was wrong: from now on it is left out or scored by another key, in
 * this course. Every result with it is computed again by a job, and the appeals about it that
 * wait are answered with the reason. Answers the ruling's id.
 */
export async function makeRuling(
  db: Database,
  actor: Viewer,
  { version, change, reason }: NewRuling,
  now: Date,
): Promise<Result<string, RulingRefusal>> {
  return db.transaction(async (tx) => {
    await lockRulings(tx, version.courseSlug);
    const planned = await plan(tx, actor, version, change);
    if (!planned.ok) return planned;
    const { item, replacement } = planned.value;
    const replacementHash = replacement && (await keepVersion(tx, replacement));
    const id = newId();
    const kind = replacement ? "rekey" : "drop";
    await tx.execute(sql`
      insert into item_rulings (id, course_slug, item_id, item_hash, kind, replacement_hash,
        reason, ruled_by, ruled_at)
      values (${id}, ${version.courseSlug}, ${item.id}, ${version.hash}, ${kind},
        ${replacementHash}, ${reason}, ${actor.id}, ${now.toISOString()}::timestamptz)`);
    await answerAppeals(tx, actor, { version, ids: null, answer: reason, rulingId: id }, now);
    await record(tx, {
      actorId: actor.id,
      verb: "ruled",
      objectType: "item",
      objectId: item.id,
      result: { course: version.courseSlug, ruling: id, kind, hash: version.hash },
    });
    await enqueue(tx, "grading.rescore", { ruling: id }, { key: `rescore ${id}` });
    return done(id);
  });
}

interface Plan {
  item: AssessmentItem;
  /** By which responses are scored now; null = it was dropped. */
  current: AssessmentItem | null;
  /** By which they would be; null = it is dropped. */
  replacement: AssessmentItem | null;
}

/** What the change comes to, on top of what was ruled before. */
async function plan(
  db: Executor,
  viewer: Viewer,
  version: AskedVersion,
  change: ItemChange,
): Promise<Result<Plan, RulingRefusal>> {
  if (!canGrade(viewer, version.courseSlug)) return refused("unknown");
  if (!(await isAsked(db, version))) return refused("unknown");
  const effective = await effectiveHash(db, version);
  const items = await itemsByHash(db, [version.hash, effective ?? version.hash]);
  const item = items.get(effective ?? version.hash) as AssessmentItem;
  const current = effective === null ? null : item;
  if (change.kind === "drop") {
    return current === null ? refused("same") : done({ item, current, replacement: null });
  }
  const replacement = rekeyed(item, change);
  if (!replacement) return refused("bad-key");
  const isSame = JSON.stringify(replacement.response) === JSON.stringify(item.response);
  return current && isSame ? refused("same") : done({ item, current, replacement });
}

/** Whether the course asks the version, or asked it. */
async function isAsked(db: Executor, { courseSlug, hash }: AskedVersion): Promise<boolean> {
  const [row] = await db.execute<{ asked: boolean }>(
    sql`select ${wasAsked(courseSlug, sql`${hash}::text`)} as asked`,
  );
  return row?.asked === true;
}

/** The same of a version in a query. */
export const wasAsked = (courseSlug: string, hash: SQL): SQL => sql`(
  exists (select from edition_items join editions on editions.id = edition_id
    where item_hash = ${hash} and course_slug = ${courseSlug})
  or exists (select from attempts join editions on editions.id = edition_id
    where course_slug = ${courseSlug}
      and form @> jsonb_build_array(jsonb_build_object('hash', ${hash}))))`;
