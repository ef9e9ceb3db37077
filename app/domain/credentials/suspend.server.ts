import { sql } from "drizzle-orm";
import { canSuspend } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { suspensions } from "#db/schema/credentials.ts";
import { accountsOf } from "./issuing/accounts.server.ts";
import { publishStatus, statusPurpose } from "./issuing/status-change.server.ts";

export interface SuspensionChange {
  credentialId: string;
  /** What happened, for those who manage the programme. */
  note: string;
}

export type SuspendRefusal =
  | "unknown"
  | "not-allowed"
  | "revoked"
  | "superseded"
  /** Its list says only revocations, and was signed so. */
  | "only-revocable";

/**
 * Suspends an issued certificate until somebody lifts it; a second time changes nothing. Only
 * where the achievement's list can say so (Bitstring Status List 1.0 §2.2 statusPurpose).
 * Refuses who has not the right, or has it without having given the second factor.
 */
export async function suspend(
  db: Database,
  actor: Viewer,
  { credentialId, note }: SuspensionChange,
  now: Date,
): Promise<Result<{ suspended: boolean }, SuspendRefusal>> {
  if (!maySuspend(actor)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    const state = await lockState(tx, credentialId, actor.id);
    if (!state) return refused("unknown");
    if (state.revoked) return refused("revoked");
    if (state.superseded) return refused("superseded");
    if ((await statusPurpose(tx, credentialId)) !== "suspension") return refused("only-revocable");
    if (state.suspended) return done({ suspended: false });
    const id = newId();
    await tx
      .insert(suspensions)
      .values({ id, credentialId, note, suspendedBy: actor.id, suspendedAt: now });
    await record(tx, {
      actorId: actor.id,
      verb: "suspended",
      objectType: "credential",
      objectId: credentialId,
      result: { suspension: id },
    });
    await publishStatus(tx, credentialId);
    return done({ suspended: true });
  });
}

/** `own`: the certificate is the actor's, and another person lifts it. */
export type LiftRefusal = "unknown" | "not-allowed" | "revoked" | "own";

/**
 * Lifts the suspension of a certificate; one that is not suspended stays as it is. A revoked one
 * cannot be lifted: un-suspending works, un-revoking does not exist. Refuses its own holder.
 */
export async function lift(
  db: Database,
  actor: Viewer,
  { credentialId, note }: SuspensionChange,
  now: Date,
): Promise<Result<{ lifted: boolean }, LiftRefusal>> {
  if (!maySuspend(actor)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    const state = await lockState(tx, credentialId, actor.id);
    if (!state) return refused("unknown");
    if (state.revoked) return refused("revoked");
    if (state.own) return refused("own");
    const [lifted] = await tx.execute<{ id: string }>(sql`
      update suspensions set lifted_by = ${actor.id}, lifted_note = ${note},
        lifted_at = ${now.toISOString()}::timestamptz
      where credential_id = ${credentialId} and lifted_at is null returning id`);
    if (!lifted) return done({ lifted: false });
    await record(tx, {
      actorId: actor.id,
      verb: "lifted",
      objectType: "credential",
      objectId: credentialId,
      result: { suspension: lifted.id },
    });
    await publishStatus(tx, credentialId);
    return done({ lifted: true });
  });
}

const maySuspend = (actor: Viewer): boolean => canSuspend(actor) && actor.secondFactor !== "needed";

interface State extends Record<string, unknown> {
  revoked: boolean;
  suspended: boolean;
  superseded: boolean;
  /** It is the actor's. */
  own: boolean;
}

/** Locks first and looks then: what was written while it waited must be seen. */
async function lockState(tx: Transaction, id: string, actorId: string): Promise<State | null> {
  const [issued] = await tx.execute(sql`
    select 1 from credentials where id = ${id} and issued_at is not null for update`);
  if (!issued) return null;
  const [state] = await tx.execute<State>(sql`
    select superseded_at is not null superseded,
      exists (select from revocations where credential_id = ${id}) revoked,
      exists (select from suspensions where credential_id = ${id} and lifted_at is null) suspended,
      user_id in (${accountsOf(actorId)}) own
    from credentials where id = ${id}`);
  return state ?? null;
}
