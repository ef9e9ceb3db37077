import { type SQL, sql } from "drizzle-orm";
import { lockStarts } from "#app/domain/assessment/start-lock.server.ts";
import { isLastAdministrator } from "#app/domain/people/commands.server.ts";
import { canMerge, outranks } from "#app/domain/people/policy.ts";
import { personFor } from "#app/domain/people/queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
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
  | "revoked-credential";

/**
 * Makes two accounts of one person one, with its trace, in one transaction.
 *
 * What was learnt goes over, and of two records of one thing the better stays:
 * lessons by their first completion, attempts all, renumbered after those of the
 * kept account, so that they count towards its limit and its waits. Of two certificates
 * of one achievement the kept account's stays and the other is revoked as a duplicate.
 * Roles do not go over. Refused when one account's certificate was revoked and the
 * other's was not: a person must decide; and when either holds a role that the actor
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
    if (!(await joinCredentials(tx, actor.id, gone, kept, now))) {
      return refused("revoked-credential");
    }
    await joinLearning(tx, gone, kept);
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

/** Answers false when a person must decide first; nothing has changed then. */
async function joinCredentials(
  tx: Transaction,
  actorId: string,
  gone: string,
  kept: string,
  now: Date,
): Promise<boolean> {
  const pairs = await tx.execute<{
    gone_id: string;
    gone_issued: boolean;
    gone_revoked: boolean;
    kept_id: string;
    kept_issued: boolean;
    kept_revoked: boolean;
  }>(sql`
    select g.id as gone_id, g.issued_at is not null as gone_issued,
      gr.credential_id is not null as gone_revoked,
      k.id as kept_id, k.issued_at is not null as kept_issued,
      kr.credential_id is not null as kept_revoked
    from credentials g join credentials k on k.achievement_id = g.achievement_id
    left join revocations gr on gr.credential_id = g.id
    left join revocations kr on kr.credential_id = k.id
    where g.user_id = ${gone} and k.user_id = ${kept}`);
  if (
    pairs.some(
      (pair) => pair.gone_issued && pair.kept_issued && pair.gone_revoked !== pair.kept_revoked,
    )
  ) {
    return false;
  }
  for (const pair of pairs) {
    if (!pair.gone_issued) {
      await tx.execute(sql`delete from credentials where id = ${pair.gone_id}`);
    } else if (!pair.kept_issued) {
      await tx.execute(sql`delete from credentials where id = ${pair.kept_id}`);
    } else if (!pair.gone_revoked) {
      await revokeDuplicate(tx, actorId, pair.gone_id, now);
    }
  }
  await tx.execute(sql`update credentials g set user_id = ${kept} where g.user_id = ${gone}
    and not exists (select 1 from credentials k where k.user_id = ${kept}
      and k.achievement_id = g.achievement_id)`);
  return true;
}

async function revokeDuplicate(tx: Transaction, actorId: string, id: string, now: Date) {
  const revoked = await tx.execute(sql`
    insert into revocations (credential_id, revoked_by, revoked_at, reason)
    values (${id}, ${actorId}, ${moment(now)}, ${translator("es")("people.merge.duplicate")})
    on conflict do nothing returning 1`);
  if (revoked.length === 0) return;
  const what = { objectType: "credential", objectId: id, result: { reason: "duplicate" } };
  await record(tx, { actorId, verb: "revoked", ...what });
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
    await tx.execute(sql`delete from lesson_progress where enrollment_id = ${from_id}`);
    await tx.execute(sql`delete from enrollments where id = ${from_id}`);
  }
  await tx.execute(sql`update enrollments set user_id = ${kept} where user_id = ${gone}`);
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
