import { sql } from "drizzle-orm";
import type { Transaction } from "#app/server/db.ts";
import type { StatusPurpose } from "../status/status-entry.ts";
import { orderLists } from "../status-lists.server.ts";
import { type Achievement, statusPurposeOf } from "./achievement.ts";
import { reserveStatus, settleStatus } from "./status-index.server.ts";

/**
 * Makes the list say what holds of a certificate now, and has the worker sign it anew. One that
 * is not signed yet gets its place here, so that it is signed with the bit as it must be.
 */
export async function publishStatus(tx: Transaction, credentialId: string): Promise<void> {
  const purpose = await statusPurpose(tx, credentialId);
  if (!purpose) return;
  await reserveStatus(tx, credentialId, purpose);
  await settleStatus(tx, credentialId);
  await orderLists(tx);
}

/** What the list of a certificate can say: that of its place, else that of its achievement. */
export async function statusPurpose(
  tx: Transaction,
  credentialId: string,
): Promise<StatusPurpose | null> {
  const [row] = await tx.execute<{ purpose: StatusPurpose | null; kind: Achievement["kind"] }>(sql`
    select l.purpose, a.kind from credentials c
    join achievements a on a.id = c.achievement_id and a.edition = c.achievement_edition
    left join credential_statuses s on s.credential_id = c.id
    left join status_lists l on l.id = s.list_id
    where c.id = ${credentialId}`);
  return row ? (row.purpose ?? statusPurposeOf(row)) : null;
}
