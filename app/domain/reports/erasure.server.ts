import { sql } from "drizzle-orm";
import { giveUpCertificates } from "#app/domain/credentials/give-up.server.ts";
import { forgetChanges, forgetMarks } from "#app/domain/grading/erase.server.ts";
import { endCurrent, isLastAdministrator } from "#app/domain/people/commands.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";

/** What is left of the name in lists that only count. */
const NAMELESS = "—";

export interface Erasure {
  /** Whether their certificates go too, and can no longer be verified by anybody. */
  certificates: boolean;
}

/**
 * Erases a person's data, in one transaction, and every account merged into theirs.
 *
 * What stays, and why: an issued certificate with the name printed on it (whoever
 * was given the paper must be able to check it), the marks and dates that it rests
 * on, the fact that somebody confirmed the municipality (the public count rests on
 * it), what they rated as a judge if the panel's cut is published (it rests on that), and
 * the record of statements (opaque ids only). All else goes: how to reach
 * them and to log in, answers, progress towards nothing issued, names they had.
 * With `certificates`, those go too, and with them all that rested on them.
 * Refused to the last administrator.
 */
export async function eraseAccount(
  db: Database,
  viewer: Viewer,
  { certificates }: Erasure,
  now: Date,
): Promise<Result<null, "last-admin">> {
  return db.transaction(async (tx) => {
    if (await isLastAdministrator(tx, viewer.id)) return refused("last-admin");
    for (const userId of await accountsOf(tx, viewer.id)) {
      await eraseOne(tx, userId, { certificates }, now);
    }
    return done(null);
  });
}

/** The account and those merged into it, however long the chain. */
export async function accountsOf(tx: Transaction | Database, userId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive accounts(id) as (
      select ${userId}::uuid
      union select m.merged_user_id from merges m join accounts a on m.kept_user_id = a.id
    ) select id from accounts`);
  return rows.map(({ id }) => id);
}

async function eraseOne(
  tx: Transaction,
  userId: string,
  { certificates }: Erasure,
  now: Date,
): Promise<void> {
  await forgetRequests(tx, userId);
  await tx.execute(sql`delete from credentials where user_id = ${userId} and issued_at is null`);
  if (certificates) await giveUpCertificates(tx, userId, now);
  const holds = await tx.execute(
    sql`select 1 from credentials where user_id = ${userId} and issued_at is not null limit 1`,
  );
  const isCertified = holds.length > 0;
  await forgetAccess(tx, userId, now);
  await forgetAnswers(tx, userId);
  if (!isCertified) await forgetRecord(tx, userId, now);
  await tx.execute(sql`update users set username = ${`borrada-${userId}`}, email = null,
    email_verified_at = null, full_name = ${NAMELESS}, password_hash = null, organization_id = null
    where id = ${userId}`);
  await tx.execute(sql`insert into erasures (user_id, erased_at)
    values (${userId}, ${now.toISOString()}::timestamptz) on conflict do nothing`);
  const result = { certified: isCertified };
  await record(tx, {
    actorId: userId,
    verb: "erased",
    objectType: "user",
    objectId: userId,
    result,
  });
}

/** Every way in, and what was done with them. */
async function forgetAccess(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.execute(sql`delete from sessions where user_id = ${userId}`);
  await tx.execute(sql`delete from one_time_tokens where user_id = ${userId}`);
  await tx.execute(sql`delete from second_factors where user_id = ${userId}`);
  await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
  await tx.execute(sql`delete from name_corrections where user_id = ${userId}`);
  await tx.execute(sql`update role_assignments set ended_at = ${now.toISOString()}::timestamptz,
    ended_by = ${userId} where user_id = ${userId} and ended_at is null`);
}

/** What was answered and written, certified or not: marks stay, answers are nobody's business. */
async function forgetAnswers(tx: Transaction, userId: string): Promise<void> {
  await forgetMarks(tx, userId);
  await tx.execute(sql`delete from response_files where attempt_id in
    (select id from attempts where user_id = ${userId})`);
  await tx.execute(sql`delete from responses where attempt_id in
    (select id from attempts where user_id = ${userId})`);
  await tx.execute(sql`update attempt_events set reason = null where attempt_id in
    (select id from attempts where user_id = ${userId})`);
  await tx.execute(sql`delete from accommodations where user_id = ${userId}`);
  await tx.execute(sql`delete from practice_exams where user_id = ${userId}`);
  await tx.execute(sql`delete from check_responses where enrollment_id in
    (select id from enrollments where user_id = ${userId})`);
  await tx.execute(sql`update lesson_reports set user_id = null where user_id = ${userId}`);
  await tx.execute(sql`delete from angoff_ratings where user_id = ${userId} and not exists
    (select from angoff_results where angoff_results.panel_id = angoff_ratings.panel_id)`);
}

/** Names that they asked for: what was decided is on the certificate. */
async function forgetRequests(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`delete from name_requests where credential_id in
    (select id from credentials where user_id = ${userId})`);
}

/** The way towards a certificate that was never issued, or was given up. */
async function forgetRecord(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.execute(sql`delete from attempt_events where attempt_id in
    (select id from attempts where user_id = ${userId})`);
  await forgetChanges(tx, userId);
  await tx.execute(sql`delete from attempts where user_id = ${userId}`);
  await tx.execute(sql`delete from lesson_progress where enrollment_id in
    (select id from enrollments where user_id = ${userId})`);
  await tx.execute(sql`delete from enrollments where user_id = ${userId}`);
  await tx.execute(sql`delete from requirement_results where user_id = ${userId}`);
  await endCurrent(tx, userId, userId, now);
}
