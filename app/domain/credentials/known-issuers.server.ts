import { eq, sql } from "drizzle-orm";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { issuers, knownIssuers } from "#db/schema/credentials-signed.ts";
import { didWebAddress } from "./keys/did-web.ts";

/** Characters of a name at most. */
const LONGEST_NAME = 200;

/**
 * Takes another issuer into the register, under the name that a person is told; one that is there
 * gets the new name. Refused for a DID that is not asked for its document, for one of our own, and
 * for a name that is empty or too long.
 */
export function knowIssuer(
  db: Database,
  did: string,
  name: string,
  now: Date,
): Promise<Result<null, "not-did-web" | "own" | "name">> {
  return db.transaction(async (tx) => {
    if (!didWebAddress(did)) return refused("not-did-web");
    const trimmed = name.trim();
    if (trimmed === "" || trimmed.length > LONGEST_NAME) return refused("name");
    if ((await tx.$count(issuers, eq(issuers.did, did))) > 0) return refused("own");
    await tx
      .insert(knownIssuers)
      .values({ did, name: trimmed, addedAt: now })
      .onConflictDoUpdate({ target: knownIssuers.did, set: { name: trimmed } });
    await record(tx, { actorId: null, verb: "confirmed", objectType: "issuer", objectId: did });
    return done(null);
  });
}

/** Takes an issuer off the register: what it signs is by an unknown issuer again. */
export function forgetIssuer(db: Database, did: string): Promise<Result<null, "unknown">> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(knownIssuers)
      .where(eq(knownIssuers.did, did))
      .returning({ did: knownIssuers.did });
    if (!gone) return refused("unknown");
    await record(tx, { actorId: null, verb: "ended", objectType: "issuer", objectId: did });
    return done(null);
  });
}

/** The register, by name. */
export function listIssuers(db: Executor): Promise<{ did: string; name: string }[]> {
  return db
    .select({ did: knownIssuers.did, name: knownIssuers.name })
    .from(knownIssuers)
    .orderBy(sql`name, did`);
}
