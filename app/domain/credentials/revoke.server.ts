import { sql } from "drizzle-orm";
import { canRevoke } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { revocationRequests, revocations } from "#db/schema/credentials.ts";
import { publishStatus } from "./issuing/status-change.server.ts";
import { ALONE_HOURS, mayRevokeAlone } from "./revocation-limit.ts";
import type { RevocationReason } from "./revocation-reason.ts";

/** First half of the lock's key: revocations by one person, one at a time. */
const REVOKER_LOCK = 7207005;

export interface Revocation {
  credentialId: string;
  /** What anybody who verifies is told. */
  reason: RevocationReason;
  /** What happened, for those who manage the programme. */
  note: string;
}

/** `waits`: another person has to decide, whether it was asked for now or before. */
export type RevokeOutcome = "revoked" | "was-revoked" | "waits";

/**
 * Revokes an issued certificate for good; a second time changes nothing. Beyond the tenth that
 * somebody revokes alone in 24 hours it is only asked for, until another person decides.
 * Refuses who has not the right, or has it without having given the second factor.
 */
export async function revoke(
  db: Database,
  actor: Viewer,
  { credentialId, reason, note }: Revocation,
  now: Date,
): Promise<Result<RevokeOutcome, "unknown" | "not-allowed">> {
  if (!mayDecide(actor)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    await lockRevoker(tx, actor.id);
    const state = await lockIssued(tx, credentialId);
    if (!state) return refused("unknown");
    if (state.revoked) return done("was-revoked");
    if (state.waits) return done("waits");
    const revocation = { credentialId, reason, note };
    if (mayRevokeAlone(await revokedAlone(tx, actor.id, now))) {
      await writeRevocation(tx, actor.id, revocation, now);
      return done("revoked");
    }
    const id = newId();
    await tx
      .insert(revocationRequests)
      .values({ ...revocation, id, requestedBy: actor.id, requestedAt: now });
    await record(tx, {
      actorId: actor.id,
      verb: "requested",
      objectType: "credential",
      objectId: credentialId,
      result: { what: "revocation", request: id, reason },
    });
    return done("waits");
  });
}

export type DecisionRefusal = "unknown" | "not-allowed" | "own-request";

/**
 * Decides on a revocation that somebody else asked for: it is then revoked in the name of who
 * asked, with the other beside it in the request, or stays as it was. Decided twice, the first
 * decision holds. Refuses who asked for it.
 */
export async function decideRevocation(
  db: Database,
  actor: Viewer,
  { requestId, approved }: { requestId: string; approved: boolean },
  now: Date,
): Promise<Result<{ decided: boolean }, DecisionRefusal>> {
  if (!mayDecide(actor)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    const request = await openRequest(tx, requestId);
    if (!request) return refused("unknown");
    if (request.requestedBy === actor.id) return refused("own-request");
    if (request.decided) return done({ decided: false });
    await tx.execute(sql`
      update revocation_requests set decided_by = ${actor.id}, approved = ${approved},
        decided_at = ${now.toISOString()}::timestamptz where id = ${requestId}`);
    const { credentialId, requestedBy, reason, note } = request;
    if (approved) {
      const revocation = { credentialId, reason, note };
      const both = { approvedBy: actor.id, request: requestId };
      await writeRevocation(tx, requestedBy, revocation, now, both);
      return done({ decided: true });
    }
    await record(tx, {
      actorId: actor.id,
      verb: "declined",
      objectType: "credential",
      objectId: credentialId,
      result: { what: "revocation", request: requestId },
    });
    return done({ decided: true });
  });
}

/** Whether this person has the right, and gave the second factor that it demands. */
const mayDecide = (actor: Viewer): boolean => canRevoke(actor) && actor.secondFactor !== "needed";

/** Whoever revokes in somebody's name takes it until the commit, before the certificate's row. */
export async function lockRevoker(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${REVOKER_LOCK}::int, hashtext(${userId}))`);
}

/**
 * How many this person revoked in the 24 hours before `now` with nobody else's approval.
 * Those that two people decided count for neither.
 */
export async function revokedAlone(tx: Transaction, userId: string, now: Date): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int count from revocations r
    where r.revoked_by = ${userId}
      and r.revoked_at > ${now.toISOString()}::timestamptz - make_interval(hours => ${ALONE_HOURS})
      and not exists (
        select from revocation_requests q where q.credential_id = r.credential_id and q.approved)`);
  return row?.count ?? 0;
}

/**
 * Writes a revocation in the caller's transaction, with its statement and what the list says
 * from then on; one that is already revoked stays as it is. Rights and limits are the caller's.
 */
export async function writeRevocation(
  tx: Transaction,
  revokedBy: string,
  { credentialId, reason, note }: Revocation,
  now: Date,
  both?: { approvedBy: string; request: string },
): Promise<void> {
  const [first] = await tx
    .insert(revocations)
    .values({ credentialId, reason, note, revokedBy, revokedAt: now })
    .onConflictDoNothing()
    .returning({ id: revocations.credentialId });
  if (!first) return;
  await record(tx, {
    actorId: both?.approvedBy ?? revokedBy,
    verb: "revoked",
    objectType: "credential",
    objectId: credentialId,
    result: { reason, ...(both && { requestedBy: revokedBy, request: both.request }) },
  });
  await publishStatus(tx, credentialId);
}

/** Locks first and looks then: what was written while it waited must be seen. */
async function lockIssued(tx: Transaction, credentialId: string) {
  const [issued] = await tx.execute(sql`
    select 1 from credentials where id = ${credentialId} and issued_at is not null for update`);
  if (!issued) return null;
  const [state] = await tx.execute<{ revoked: boolean; waits: boolean }>(sql`
    select exists (select from revocations where credential_id = ${credentialId}) revoked,
      exists (select from revocation_requests
        where credential_id = ${credentialId} and decided_at is null) waits`);
  return state ?? null;
}

interface OpenRequest extends Record<string, unknown> {
  credentialId: string;
  requestedBy: string;
  reason: RevocationReason;
  note: string;
  decided: boolean;
}

async function openRequest(tx: Transaction, id: string): Promise<OpenRequest | undefined> {
  const [row] = await tx.execute<OpenRequest>(sql`
    select q.credential_id "credentialId", q.requested_by "requestedBy", q.reason, q.note,
      q.decided_at is not null decided
    from revocation_requests q where q.id = ${id} for update`);
  return row;
}
