import { sql } from "drizzle-orm";
import { changeName } from "#app/domain/people/commands.server.ts";
import { paths } from "#app/paths.ts";
import type { Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { credentials, successions } from "#db/schema/credentials.ts";
import { type Claims, succeedClaims } from "../issuing/claims.ts";
import { CODE_BYTES, ID_BYTES, makeCode, makeId } from "../issuing/code.ts";
import { orderSigning } from "../issuing/sign.server.ts";
import { type Standing, standingOf } from "./standing.ts";
import { type StandingRow, standingColumns, standingFacts } from "./standing-facts.server.ts";

/** Where a certificate will be verified. */
export interface Site {
  /** "https://cabildo.example". */
  origin: string;
  /** An installation without an address of its own. */
  trial: boolean;
}

/** A certificate whose place another may take, its row held until the commit. */
export interface Predecessor {
  id: string;
  claims: Claims;
  standing: Standing;
  /** The account that it stands under. */
  userId: string;
  /** The account of its person: the same, or the one that it was merged into. */
  holderId: string;
  /** The name of that account. */
  holderName: string;
  /** That account was erased: nobody is left to ask for anything. */
  erased: boolean;
  successor: { id: string; name: string } | null;
  /** Somebody asked for its revocation, and another has not decided yet. */
  waits: boolean;
}

/** Holds an issued certificate and reads it; null for one that was not issued. */
export async function lockPredecessor(
  tx: Transaction,
  id: string,
  now: Date,
): Promise<Predecessor | null> {
  // Locks first and looks then: what was written while it waited must be seen.
  const [issued] = await tx.execute(sql`
    select 1 from credentials where id = ${id} and issued_at is not null for update`);
  if (!issued) return null;
  const [row] = await tx.execute<PredecessorRow>(sql`
    select c.claims, c.user_id "userId", u.id "holderId", u.full_name "holderName",
      exists (select from erasures where user_id = u.id) erased, ${standingColumns},
      (select jsonb_build_object('id', n.id, 'name', n.claims->>'name')
        from successions s join credentials n on n.id = s.successor_id
        where s.predecessor_id = c.id) successor,
      exists (select from revocation_requests
        where credential_id = c.id and decided_at is null) waits
    from credentials c
    left join merges m on m.merged_user_id = c.user_id
    join users u on u.id = coalesce(m.kept_user_id, c.user_id)
    where c.id = ${id}`);
  if (!row) return null;
  const { revokedAt, suspendedAt, supersededAt, expiresAt, ...known } = row;
  const facts = standingFacts({ revokedAt, suspendedAt, supersededAt, expiresAt });
  return { ...known, id, standing: standingOf(facts, now) };
}

type PredecessorRow = Omit<Predecessor, "id" | "standing"> & StandingRow & Record<string, unknown>;

export interface Succession {
  /** Cleaned, and one that can be printed. */
  name: string;
  reason: "name" | "reissue";
  madeBy: string;
  note: string;
}

/**
 * Issues a certificate in the place of one that the caller holds and found fit, and answers its
 * id: the old one is superseded, the new one is what its person holds, printed and signed by
 * the worker. Whoever shared the old one shares the new one too.
 */
export async function writeSuccessor(
  tx: Transaction,
  former: Predecessor,
  { name, reason, madeBy, note }: Succession,
  { origin, trial }: Site,
  now: Date,
): Promise<string> {
  const id = makeId(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  const code = makeCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
  const address = `${origin}${paths.credential(id)}`;
  const claims = succeedClaims(former.claims, { id, code, address, name, trial }, now);
  await tx.execute(sql`
    update credentials set superseded_at = ${now.toISOString()}::timestamptz
    where id = ${former.id}`);
  await tx.insert(credentials).values({
    ...{ id, code, claims, userId: former.userId, intendedAt: now, issuedAt: now },
    achievementId: claims.achievement.id,
    achievementEdition: claims.achievement.edition,
    expiresAt: claims.expiresAt ? new Date(claims.expiresAt) : null,
    organizationId: claims.organization?.code ?? null,
    trial: claims.trial,
  });
  await tx
    .insert(successions)
    .values({ predecessorId: former.id, successorId: id, reason, madeBy, madeAt: now, note });
  await tx.execute(sql`
    insert into credential_shares (credential_id, shared_at)
    select ${id}, shared_at from credential_shares where credential_id = ${former.id}`);
  await tell(tx, { predecessor: former.id, successor: id, reason, madeBy });
  if (name !== former.holderName) {
    await changeName(tx, madeBy, former.holderId, { fullName: name, reason: note }, now);
  }
  await orderSigning(tx, id);
  return id;
}

interface Told {
  predecessor: string;
  successor: string;
  reason: Succession["reason"];
  madeBy: string;
}

/** Both certificates' records say it. */
async function tell(tx: Transaction, { predecessor, successor, reason, madeBy }: Told) {
  const what = { actorId: madeBy, objectType: "credential" } as const;
  await record(tx, {
    ...{ ...what, verb: "superseded", objectId: predecessor, result: { successor, reason } },
  });
  await record(tx, {
    ...{ ...what, verb: "created", objectId: successor, result: { predecessor, reason } },
  });
}
