import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { accountsOf } from "./issuing/accounts.server.ts";

/**
 * Shares a certificate that the person holds now: from then on it has a card for other sites and
 * a preview of its link. A second time changes nothing. Refuses one that is not theirs, was not
 * issued, or was superseded.
 */
export async function share(
  db: Database,
  holder: Pick<Viewer, "id">,
  credentialId: string,
  now: Date,
): Promise<Result<{ shared: boolean }, "unknown">> {
  return db.transaction(async (tx) => {
    const [own] = await tx.execute(sql`
      select 1 from credentials where id = ${credentialId} and issued_at is not null
        and superseded_at is null and user_id in (${accountsOf(holder.id)}) for update`);
    if (!own) return refused("unknown");
    const [first] = await tx.execute(sql`
      insert into credential_shares (credential_id, shared_at)
      values (${credentialId}, ${now.toISOString()}::timestamptz)
      on conflict do nothing returning 1`);
    if (!first) return done({ shared: false });
    const what = { objectType: "credential", objectId: credentialId };
    await record(tx, { actorId: holder.id, verb: "shared", ...what });
    return done({ shared: true });
  });
}

/** Stops sharing a certificate, and those whose place it took. Refuses one that is not theirs. */
export async function unshare(
  db: Database,
  holder: Pick<Viewer, "id">,
  credentialId: string,
): Promise<Result<{ unshared: boolean }, "unknown">> {
  return db.transaction(async (tx) => {
    const [own] = await tx.execute<{ achievementId: string }>(sql`
      select achievement_id "achievementId" from credentials
      where id = ${credentialId} and user_id in (${accountsOf(holder.id)}) for update`);
    if (!own) return refused("unknown");
    const gone = await tx.execute(sql`
      delete from credential_shares s using credentials c
      where c.id = s.credential_id and c.achievement_id = ${own.achievementId}
        and c.user_id in (${accountsOf(holder.id)}) returning 1`);
    if (gone.length === 0) return done({ unshared: false });
    const what = { objectType: "credential", objectId: credentialId };
    await record(tx, { actorId: holder.id, verb: "unshared", ...what });
    return done({ unshared: true });
  });
}

/** Whether the holder of an issued certificate shares it. */
export async function isShared(db: Executor, id: string): Promise<boolean> {
  const rows = await executePrepared(
    db,
    sql`select 1 from credential_shares s join credentials c on c.id = s.credential_id
      where s.credential_id = ${id} and c.issued_at is not null`,
  );
  return rows.length > 0;
}
