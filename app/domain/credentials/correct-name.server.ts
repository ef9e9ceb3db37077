import { sql } from "drizzle-orm";
import { cleanName, type NameProblem, nameProblem } from "#app/domain/people/person-name.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { isSmallCorrection, OWN_CORRECTIONS } from "./holding/name-correction.ts";
import {
  lockPredecessor,
  type Predecessor,
  type Site,
  writeSuccessor,
} from "./holding/successor.server.ts";
import { accountsOf } from "./issuing/accounts.server.ts";

export interface NameCorrection {
  credentialId: string;
  /** As typed. */
  name: string;
  /** Why, in the holder's words, for whoever may have to decide. */
  why: string;
}

export type CorrectRefusal =
  | "unknown"
  | "superseded"
  /** Revoked, suspended or expired, or its revocation was asked for. */
  | "not-in-force"
  | "same-name"
  | "not-printable"
  | NameProblem;

/** Issued at once, with the id of the new one; or left for somebody to decide. */
export type CorrectOutcome = { successor: string } | "asked";

/**
 * Corrects the name on a certificate that its holder has. A small correction issues a successor
 * at once, at most three times for what was earned; any other is asked for, until a manager
 * decides, and asking again changes what is asked. Twenty requests for the same name make one
 * successor. Refuses one that is not the holder's, or not in force, and a name that cannot be printed.
 */
export async function correctName(
  db: Database,
  holder: Pick<Viewer, "id">,
  { credentialId, name, why }: NameCorrection,
  site: Site,
  now: Date,
): Promise<Result<CorrectOutcome, CorrectRefusal>> {
  const printed = cleanName(name);
  const problem = nameProblem(printed);
  if (problem) return refused(problem);
  // Only where it is used: fonts and their reader are a tenth of a process's memory.
  const { unprintable } = await import("./issuing/pdf/typefaces.server.ts");
  if (unprintable(printed).length > 0) return refused("not-printable");
  return db.transaction(async (tx) => {
    const former = await lockPredecessor(tx, credentialId, now);
    if (former?.holderId !== holder.id) return refused("unknown");
    if (former.successor?.name === printed) return done({ successor: former.successor.id });
    if (former.standing === "superseded") return refused("superseded");
    if (former.standing !== "valid" || former.waits) return refused("not-in-force");
    if (former.claims.name === printed) return refused("same-name");
    if (isSmallCorrection(former.claims.name, printed) && (await mayCorrect(tx, former))) {
      const succession = { name: printed, reason: "name", madeBy: holder.id, note: "" } as const;
      await dropRequest(tx, credentialId);
      return done({ successor: await writeSuccessor(tx, former, succession, site, now) });
    }
    await askForName(tx, holder.id, { credentialId, name: printed, why }, now);
    return done("asked");
  });
}

/** Whether its holder has corrected what was earned fewer times than may be done alone. */
async function mayCorrect(tx: Transaction, { holderId, claims }: Predecessor): Promise<boolean> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int count from successions s join credentials c on c.id = s.predecessor_id
    where c.achievement_id = ${claims.achievement.id} and c.user_id in (${accountsOf(holderId)})
      and s.reason = 'name' and s.made_by in (${accountsOf(holderId)})`);
  return (row?.count ?? 0) < OWN_CORRECTIONS;
}

/** What was asked for before no longer stands: its holder found another way. */
async function dropRequest(tx: Transaction, credentialId: string): Promise<void> {
  await tx.execute(sql`
    delete from name_requests where credential_id = ${credentialId} and decided_at is null`);
}

async function askForName(
  tx: Transaction,
  userId: string,
  { credentialId, name, why }: NameCorrection,
  now: Date,
): Promise<void> {
  const [request] = await tx.execute<{ id: string }>(sql`
    insert into name_requests (id, credential_id, name, why, requested_by, requested_at)
    values (${newId()}, ${credentialId}, ${name}, ${why}, ${userId},
      ${now.toISOString()}::timestamptz)
    on conflict (credential_id) where decided_at is null
      do update set name = excluded.name, why = excluded.why, requested_at = excluded.requested_at
    returning id`);
  await record(tx, {
    actorId: userId,
    verb: "requested",
    objectType: "credential",
    objectId: credentialId,
    result: { what: "name", request: request?.id },
  });
}
