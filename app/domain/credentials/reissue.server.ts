import { sql } from "drizzle-orm";
import { cleanName, type NameProblem, nameProblem } from "#app/domain/people/person-name.ts";
import { canReissue } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { lockPredecessor, type Site, writeSuccessor } from "./holding/successor.server.ts";

export interface Reissue {
  credentialId: string;
  /** As typed. */
  name: string;
  /** Why, for those who manage the programme. */
  note: string;
}

export type ReissueRefusal =
  | "unknown"
  | "not-allowed"
  /** The certificate is the actor's: another person issues it. */
  | "own"
  /** Its person's account was erased. */
  | "no-holder"
  | "superseded"
  /** Its revocation was asked for, and another person has not decided yet. */
  | "waits"
  | "suspended"
  | "expired"
  | "same-name"
  | "not-printable"
  | NameProblem;

/**
 * Issues a certificate anew: in force, under another name; revoked, under any, since one that
 * was revoked by mistake cannot be un-revoked. Answers the successor's id; the same request
 * again answers the same. What its holder had asked for is thereby decided. Refuses who has not
 * the right, or has it without having given the second factor, and the certificate's own holder.
 */
export async function reissue(
  db: Database,
  actor: Viewer,
  { credentialId, name, note }: Reissue,
  site: Site,
  now: Date,
): Promise<Result<string, ReissueRefusal>> {
  if (!mayReissue(actor)) return refused("not-allowed");
  const printed = cleanName(name);
  const problem = nameProblem(printed);
  if (problem) return refused(problem);
  const { unprintable } = await import("./issuing/pdf/typefaces.server.ts");
  if (unprintable(printed).length > 0) return refused("not-printable");
  return db.transaction(async (tx) => {
    const former = await lockPredecessor(tx, credentialId, now);
    if (!former) return refused("unknown");
    if (former.holderId === actor.id) return refused("own");
    if (former.successor?.name === printed) return done(former.successor.id);
    if (former.successor) return refused("superseded");
    if (former.erased) return refused("no-holder");
    if (former.waits) return refused("waits");
    const { standing } = former;
    if (standing === "superseded" || standing === "suspended" || standing === "expired") {
      return refused(standing);
    }
    if (standing === "valid" && former.claims.name === printed) return refused("same-name");
    const reason = standing === "revoked" ? "reissue" : "name";
    const succession = { name: printed, reason, madeBy: actor.id, note } as const;
    const successor = await writeSuccessor(tx, former, succession, site, now);
    await tx.execute(sql`
      update name_requests set decided_by = ${actor.id}, approved = true,
        decided_at = ${now.toISOString()}::timestamptz
      where credential_id = ${credentialId} and decided_at is null`);
    return done(successor);
  });
}

/**
 * Declines a name that a holder asked for, with the sentence that the holder reads; decided
 * twice, the first decision holds. Refuses as `reissue` does.
 */
export async function declineName(
  db: Database,
  actor: Viewer,
  { credentialId, answer }: { credentialId: string; answer: string },
  now: Date,
): Promise<Result<{ declined: boolean }, "not-allowed">> {
  if (!mayReissue(actor)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    const [request] = await tx.execute<{ id: string }>(sql`
      update name_requests set decided_by = ${actor.id}, approved = false, answer = ${answer},
        decided_at = ${now.toISOString()}::timestamptz
      where credential_id = ${credentialId} and decided_at is null returning id`);
    if (!request) return done({ declined: false });
    await record(tx, {
      actorId: actor.id,
      verb: "declined",
      objectType: "credential",
      objectId: credentialId,
      result: { what: "name", request: request.id },
    });
    return done({ declined: true });
  });
}

const mayReissue = (actor: Viewer): boolean => canReissue(actor) && actor.secondFactor !== "needed";
