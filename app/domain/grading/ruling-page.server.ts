import { sql } from "drizzle-orm";
import { holdAttempts } from "#app/domain/assessment/score-attempts.server.ts";
import { canGrade, canRevoke, canSeeCredentials } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import type { ChangedResult, RulingPage } from "./ruling-page.ts";

/** Most results that the page lists. */
const SHOWN = 200;

interface Row extends Omit<RulingPage, "results" | "may">, Record<string, unknown> {}

/** What a ruling changed, for who marks in its course; null where the viewer does not. */
export async function rulingPage(
  db: Executor,
  viewer: Viewer,
  id: string,
): Promise<RulingPage | null> {
  if (!Uuid.safeParse(id).success) return null;
  const [row] = await db.execute<Row>(sql`
    select ruling.id, ruling.course_slug as "courseSlug", manifest ->> 'title' as "courseTitle",
      ruling.item_id as "itemId", body ->> 'title' as "itemTitle", kind, reason,
      users.full_name as by, ruled_at as at, attempts,
      (select count(*)::int from score_changes where ruling_id = ruling.id) as changed,
      (select count(*)::int from score_changes where ruling_id = ruling.id
        and reaches_mark and not passed_before) as "newlyPassing"
    from item_rulings as ruling
    join courses on slug = ruling.course_slug join editions on editions.id = current_edition_id
    join item_versions on item_versions.hash = item_hash
    join users on users.id = ruled_by
    left join rescorings on ruling_id = ruling.id
    where ruling.id = ${id}`);
  if (!row || !canGrade(viewer, row.courseSlug)) return null;
  const results = await db.execute<ChangedResult & Record<string, unknown>>(sql`
    select change.id, users.full_name as name, attempts.number as attempt,
      score_before as before, score_after as after,
      reaches_mark and not passed_before as "newlyPassing",
      passed_before and not reaches_mark as below,
      (select credentials.id from credentials
        join achievements on achievements.id = achievement_id and edition = achievement_edition
        where credentials.user_id = attempts.user_id and kind = 'course'
          and subject = ${row.courseSlug} and superseded_at is null limit 1) as certificate,
      (select json_build_object('decision', decision, 'reason', reason, 'by', decider.full_name)
        from pass_decisions join users as decider on decider.id = decided_by
        where change_id = change.id) as decision
    from score_changes as change
    join attempts on attempts.id = attempt_id join users on users.id = attempts.user_id
    where ruling_id = ${id}
    order by passed_before and not reaches_mark desc, reaches_mark and not passed_before desc,
      users.full_name limit ${SHOWN}`);
  return {
    ...row,
    at: new Date(row.at).toISOString(),
    results: [...results],
    may: { decide: canRevoke(viewer), seeCertificates: canSeeCredentials(viewer) },
  };
}

export interface PassDecision {
  changeId: string;
  decision: "keep" | "withdraw";
  /** Whoever sat the exam reads it. */
  reason: string;
}

/**
 * Decides about a pass that the new score does not reach: it is kept, or taken back. A
 * certificate is not touched: that is decided on its own page. Each only once. Refused to who
 * could not revoke one.
 */
export function decidePass(
  db: Database,
  actor: Viewer,
  { changeId, decision, reason }: PassDecision,
  now: Date,
): Promise<Result<null, "unknown">> {
  return db.transaction(async (tx) => {
    const [change] = await tx.execute<{ attempt_id: string }>(sql`
      select attempt_id from score_changes
      where id = ${changeId} and passed_before and not reaches_mark`);
    if (!change || !canRevoke(actor)) return refused("unknown");
    const [attempt] = await holdAttempts(tx, [change.attempt_id]);
    if (!attempt || !canGrade(actor, attempt.manifest.slug)) return refused("unknown");
    const [made] = await tx.execute(sql`
      insert into pass_decisions (change_id, decision, reason, decided_by, decided_at)
      values (${changeId}, ${decision}, ${reason}, ${actor.id}, ${now.toISOString()}::timestamptz)
      on conflict (change_id) do nothing returning 1`);
    if (!made) return refused("unknown");
    const { id, user_id, test_id, manifest, number, score } = attempt;
    const exam = { objectType: "exam", objectId: `${manifest.slug}/${test_id}` };
    const facts = { course: manifest.slug, attempt: id, number, score };
    if (decision === "withdraw") {
      await tx.execute(sql`update attempts set passed = false where id = ${id}`);
      await record(tx, { ...exam, actorId: user_id, verb: "failed", result: facts });
    }
    await record(tx, {
      ...exam,
      actorId: actor.id,
      verb: "resolved",
      result: { ...facts, change: changeId, decision },
    });
    return done(null);
  });
}
