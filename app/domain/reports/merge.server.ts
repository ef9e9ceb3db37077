import { type SQL, sql } from "drizzle-orm";
import { lockStarts } from "#app/domain/assessment/start-lock.server.ts";
import { mayRevokeAlone } from "#app/domain/credentials/revocation-limit.ts";
import {
  lockRevoker,
  revokedAlone,
  writeRevocation,
} from "#app/domain/credentials/revoke.server.ts";
import { isLastAdministrator } from "#app/domain/people/commands.server.ts";
import { canMerge, outranks } from "#app/domain/people/policy.ts";
import { personFor } from "#app/domain/people/queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { joinSeats } from "#app/domain/psychometrics/join-seats.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";

export interface Merge {
  /** The account that goes. */
  gone: string;
  /** The account that stays. */
  kept: string;
  reason: string;
}

export type MergeRefusal =
  | "not-found"
  | "not-allowed"
  | "same-account"
  | "last-admin"
  | "revoked-credential"
  | "too-many-revocations";

/**
 * Makes two accounts of one person one, with its trace, in one transaction.
 *
 * What was learnt goes over, and of two records of one thing the better stays:
 * lessons by their first completion, attempts all, renumbered after those of the
 * kept account, so that they count towards its limit and its waits. Of two certificates
 * of one achievement the kept account's stays and the other is revoked as a duplicate,
 * which counts among those that one person may revoke alone in a day.
 * Roles do not go over. Refused when one account's certificate was revoked or suspended and
 * the other's was not: a person must decide; when the duplicates are more than the actor
 * may still revoke alone; and when either account holds a role that the actor
 * could not give, or the last administrator goes.
 */
export async function mergeAccounts(
  db: Database,
  actor: Viewer,
  { gone, kept, reason }: Merge,
  now: Date,
): Promise<Result<null, MergeRefusal>> {
  if (!canMerge(actor)) return refused("not-allowed");
  if (gone === kept) return refused("same-account");
  return db.transaction(async (tx) => {
    await lockRevoker(tx, actor.id);
    // The rules of exams count attempts: none may begin between their joining and the commit.
    await lockStarts(tx, [gone, kept]);
    // In one order always: two merges of the same pair wait, and the second finds it done.
    await tx.execute(
      sql`select id from users where id in (${gone}, ${kept}) order by id for update`,
    );
    const going = await personFor(tx, actor, gone);
    const staying = await personFor(tx, actor, kept);
    if (!going || !staying) return refused("not-found");
    if (!outranks(actor, going.roles)) return refused("not-allowed");
    // The address goes over, and with it a way in: it must not open more than the actor could give.
    if (kept !== actor.id && !outranks(actor, staying.roles)) return refused("not-allowed");
    if (await isLastAdministrator(tx, gone)) return refused("last-admin");
    const joined = await joinCredentials(tx, actor.id, gone, kept, now);
    if (!joined.ok) return joined;
    await joinLearning(tx, gone, kept);
    await joinExtraTime(tx, actor.id, gone, kept, now);
    await joinSeats(tx, { actorId: actor.id, gone, kept }, now);
    await joinAffiliations(tx, actor.id, gone, kept, now);
    await joinIdentity(tx, actor.id, gone, kept, now);
    await tx.execute(sql`insert into merges
      (merged_user_id, kept_user_id, merged_by, merged_at, reason) values
      (${gone}, ${kept}, ${actor.id}, ${moment(now)}, ${reason})`);
    const what = { objectType: "user", objectId: kept, result: { mergedUserId: gone } };
    await record(tx, { actorId: actor.id, verb: "merged", ...what });
    return done(null);
  });
}

/** Refused when a person must decide first; nothing has changed then. */
async function joinCredentials(
  tx: Transaction,
  actorId: string,
  gone: string,
  kept: string,
  now: Date,
): Promise<Result<null, "revoked-credential" | "too-many-revocations">> {
  const pairs = await currentPairs(tx, gone, kept);
  const bothIssued = pairs.filter((pair) => pair.gone_issued && pair.kept_issued);
  if (bothIssued.some((pair) => pair.gone_stopped !== pair.kept_stopped)) {
    return refused("revoked-credential");
  }
  const duplicates = bothIssued.filter((pair) => !pair.gone_revoked);
  const before = await revokedAlone(tx, actorId, now);
  if (duplicates.length > 0 && !mayRevokeAlone(before, duplicates.length)) {
    return refused("too-many-revocations");
  }
  for (const { gone_issued, gone_id, kept_issued, kept_id } of pairs) {
    const goes = !gone_issued ? gone_id : kept_issued ? null : kept_id;
    if (goes) await tx.execute(sql`delete from credentials where id = ${goes}`);
  }
  const note = translator("es")("people.merge.duplicate");
  for (const { gone_id: credentialId } of duplicates) {
    await writeRevocation(tx, actorId, { credentialId, reason: "duplicate", note }, now);
  }
  await tx.execute(sql`update credentials g set user_id = ${kept} where g.user_id = ${gone}
    and not exists (select 1 from credentials k where k.user_id = ${kept}
      and k.achievement_id = g.achievement_id)`);
  return done(null);
}

interface Pair extends Record<string, unknown> {
  gone_id: string;
  gone_issued: boolean;
  gone_revoked: boolean;
  /** Revoked or suspended. */
  gone_stopped: boolean;
  kept_id: string;
  kept_issued: boolean;
  kept_stopped: boolean;
}

/** What both hold of one achievement now; those that were superseded go with their successors. */
function currentPairs(tx: Transaction, gone: string, kept: string) {
  const suspended = (id: SQL) =>
    sql`exists (select from suspensions where credential_id = ${id} and lifted_at is null)`;
  return tx.execute<Pair>(sql`
    select g.id as gone_id, g.issued_at is not null as gone_issued,
      gr.credential_id is not null as gone_revoked,
      gr.credential_id is not null or ${suspended(sql`g.id`)} as gone_stopped,
      k.id as kept_id, k.issued_at is not null as kept_issued,
      kr.credential_id is not null or ${suspended(sql`k.id`)} as kept_stopped
    from credentials g join credentials k on k.achievement_id = g.achievement_id
    left join revocations gr on gr.credential_id = g.id
    left join revocations kr on kr.credential_id = k.id
    where g.user_id = ${gone} and k.user_id = ${kept}
      and g.superseded_at is null and k.superseded_at is null`);
}

async function joinLearning(tx: Transaction, gone: string, kept: string): Promise<void> {
  const both = await tx.execute<{ from_id: string; to_id: string }>(sql`
    select g.id as from_id, k.id as to_id from enrollments g
    join enrollments k on k.course_slug = g.course_slug and k.user_id = ${kept}
    where g.user_id = ${gone}`);
  await tx.execute(sql`
    update attempts a set number = a.number + coalesce((select max(k.number) from attempts k
      where k.user_id = ${kept} and k.test_id = a.test_id), 0) + 100000
    where a.user_id = ${gone}`);
  await tx.execute(sql`update attempts set user_id = ${kept}, number = number - 100000
    where user_id = ${gone}`);
  for (const { from_id, to_id } of both) {
    await tx.execute(sql`
      insert into lesson_progress as k
        (enrollment_id, lesson_id, opened_at, completed_at, passed_at, satisfied_at)
      select ${to_id}, lesson_id, opened_at, completed_at, passed_at, satisfied_at
      from lesson_progress where enrollment_id = ${from_id}
      on conflict (enrollment_id, lesson_id) do update set
        opened_at = least(k.opened_at, excluded.opened_at),
        completed_at = least(k.completed_at, excluded.completed_at),
        passed_at = least(k.passed_at, excluded.passed_at),
        satisfied_at = least(k.satisfied_at, excluded.satisfied_at)`);
    await tx.execute(sql`update check_responses set enrollment_id = ${to_id}
      where enrollment_id = ${from_id}`);
    await tx.execute(sql`update attempts set enrollment_id = ${to_id}
      where enrollment_id = ${from_id}`);
    await tx.execute(sql`delete from practice_exams where enrollment_id = ${from_id}
      and finished_at is null and exists (select from practice_exams k
        where k.enrollment_id = ${to_id} and k.finished_at is null)`);
    await tx.execute(sql`update practice_exams set enrollment_id = ${to_id}
      where enrollment_id = ${from_id}`);
    await tx.execute(sql`delete from lesson_progress where enrollment_id = ${from_id}`);
    await tx.execute(sql`delete from enrollments where id = ${from_id}`);
  }
  await tx.execute(sql`update enrollments set user_id = ${kept} where user_id = ${gone}`);
  await tx.execute(sql`update practice_exams set user_id = ${kept} where user_id = ${gone}`);
  await tx.execute(sql`
    insert into requirement_results as k (user_id, pathway_id, requirement, met_at, evidence)
    select ${kept}, pathway_id, requirement, met_at, evidence
    from requirement_results where user_id = ${gone}
    on conflict (user_id, pathway_id, requirement) do update
      set met_at = excluded.met_at, evidence = excluded.evidence
      where excluded.met_at < k.met_at`);
  await tx.execute(sql`delete from requirement_results where user_id = ${gone}`);
  await tx.execute(sql`update lesson_reports set user_id = ${kept} where user_id = ${gone}`);
}

/** The kept account's extra time stays in force; without any, the other's goes over. */
async function joinExtraTime(
  tx: Transaction,
  actorId: string,
  gone: string,
  kept: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`update accommodations set ended_at = ${moment(now)}, ended_by = ${actorId}
    where user_id = ${gone} and ended_at is null and exists
      (select from accommodations k where k.user_id = ${kept} and k.ended_at is null)`);
  await tx.execute(sql`update accommodations set user_id = ${kept} where user_id = ${gone}`);
}

/** The kept account's confirmation stays; without one, the other's goes over. */
async function joinAffiliations(
  tx: Transaction,
  actorId: string,
  gone: string,
  kept: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`update affiliations set ended_at = ${moment(now)}, ended_by = ${actorId}
    where user_id = ${gone} and ended_at is null and exists
      (select 1 from affiliations k where k.user_id = ${kept} and k.ended_at is null)`);
  await tx.execute(sql`update affiliations set user_id = ${kept} where user_id = ${gone}`);
  await tx.execute(sql`update users k set organization_id = g.organization_id from users g
    where k.id = ${kept} and g.id = ${gone} and k.organization_id is null`);
}

/** Nobody logs in with the account that goes; its address goes over if the other has none. */
async function joinIdentity(
  tx: Transaction,
  actorId: string,
  gone: string,
  kept: string,
  now: Date,
): Promise<void> {
  const [former] = await tx.execute<{ email: string | null; email_verified_at: string | null }>(
    sql`select email, email_verified_at from users where id = ${gone}`,
  );
  await tx.execute(sql`update users set email = null, email_verified_at = null,
    password_hash = null, username = ${`unida-${gone}`} where id = ${gone}`);
  if (former?.email) {
    await tx.execute(sql`update users set email = ${former.email},
      email_verified_at = ${former.email_verified_at}::timestamptz
      where id = ${kept} and email is null`);
  }
  for (const table of ["sessions", "one_time_tokens", "second_factors", "recovery_codes"]) {
    await tx.execute(sql`delete from ${sql.identifier(table)} where user_id = ${gone}`);
  }
  await tx.execute(sql`update role_assignments set ended_at = ${moment(now)}, ended_by = ${actorId}
    where user_id = ${gone} and ended_at is null`);
}

const moment = (date: Date): SQL => sql`${date.toISOString()}::timestamptz`;
