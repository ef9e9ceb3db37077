import { sql } from "drizzle-orm";
import { paths } from "#app/paths.ts";
import { type Database, executePrepared } from "#app/server/db.ts";
import { jwtSignatureHolds } from "./formats/vc-jwt/verify.server.ts";
import { issuerRecord } from "./issuer-record.server.ts";
import { didDocument } from "./keys/did-document.ts";
import { checkProof, type Proofs } from "./proofs.server.ts";
import { publishedList } from "./status-lists.server.ts";
import type { Outside } from "./verifying/outside.ts";
import type { Fetched, IssuedRecord, KnownIssuer, Verifier } from "./verifying/verifier.ts";

/**
 * Who verifies here: what is ours is compared with our own record (our DID document, our lists
 * and what we issued are read from the database, never fetched), and what is another's is asked
 * of `outside`. A name that a person is shown comes from the register of known issuers.
 */
export async function createVerifier(
  db: Database,
  proofs: Proofs,
  outside: Outside,
): Promise<Verifier> {
  const [{ issuers, keys }, known] = await Promise.all([issuerRecord(db), knownIssuers(db)]);
  const own = (did: string) => issuers.find((issuer) => issuer.did === did);
  const ownOrigin = (address: string) =>
    issuers.find(({ origin }) => isAt(origin, address))?.origin;
  return {
    async didDocument(did) {
      if (own(did)) return { ok: true, value: { ...didDocument(did, keys) } };
      return outside.didDocument(did);
    },
    async statusList(address) {
      const origin = ownOrigin(address);
      return origin ? ownList(db, origin, address) : outside.statusList(address);
    },
    checkProof: (request) => checkProof(proofs, request),
    checkJwt: jwtSignatureHolds,
    asksUnknownIssuers: true,
    knownIssuer: (did) => {
      if (own(did)) return { did, name: known.ownName, ours: true, keys };
      return known.others.find((issuer) => issuer.did === did) ?? null;
    },
    issued: (id) => issuedRecord(db, id, ownOrigin(id)),
  };
}

/** Who verifies where there is no installation: everything is asked of others, and no issuer is known. */
export function strangersVerifier(proofs: Proofs, outside: Outside): Verifier {
  return {
    didDocument: (did) => outside.didDocument(did),
    statusList: (address) => outside.statusList(address),
    checkProof: (request) => checkProof(proofs, request),
    checkJwt: jwtSignatureHolds,
    asksUnknownIssuers: true,
    knownIssuer: () => null,
  };
}

const isAt = (origin: string, address: string): boolean =>
  URL.canParse(address) && new URL(address).origin === origin;

async function ownList(db: Database, origin: string, address: string): Promise<Fetched<string>> {
  const prefix = origin + paths.statusList("");
  const list = address.startsWith(prefix) ? address.slice(prefix.length) : "";
  const signed = await publishedList(db, list, origin);
  if (!signed) return { ok: false, reason: "unreachable" };
  // Its JWT takes no canonicalising.
  return { ok: true, value: signed.jwt ?? signed.document };
}

interface Known {
  ownName: string;
  others: KnownIssuer[];
}

async function knownIssuers(db: Database): Promise<Known> {
  const [row] = await executePrepared<{
    name: string | null;
    others: { did: string; name: string }[];
  }>(
    db,
    sql`select (select name from programs order by created_at limit 1) as name,
      (select coalesce(jsonb_agg(jsonb_build_object('did', did, 'name', name)), '[]')
        from known_issuers) as others`,
  );
  const others = row?.others.map((issuer) => ({ ...issuer, ours: false, keys: [] })) ?? [];
  return { ownName: row?.name ?? "Cabildo", others };
}

interface IssuedRow extends Record<string, unknown> {
  document: string | null;
  loggedAt: string | null;
  revoked: boolean;
  suspended: boolean;
  successor: string | null;
}

/** Our record of a credential's id, which is its address. */
async function issuedRecord(
  db: Database,
  id: string,
  origin: string | undefined,
): Promise<Fetched<IssuedRecord | null>> {
  const prefix = (origin ?? "") + paths.credential("");
  if (!origin || !id.startsWith(prefix)) return { ok: true, value: null };
  const [row] = await executePrepared<IssuedRow>(
    db,
    sql`select g.document, o.logged_at "loggedAt",
        exists (select from revocations where credential_id = c.id) revoked,
        exists (select from suspensions where credential_id = c.id and lifted_at is null) suspended,
        s.claims->>'address' successor
      from credentials c
      join signed_credentials g on g.credential_id = c.id
      left join log_openings o on o.credential_id = c.id
      left join successions n on n.predecessor_id = c.id
      left join credentials s on s.id = n.successor_id
      where c.id = ${id.slice(prefix.length)}`,
  );
  if (!row) return { ok: true, value: null };
  // Erased at its holder's wish: there is nothing left to compare with.
  if (row.document === null) return { ok: false, reason: "unreachable" };
  return {
    ok: true,
    value: {
      credential: JSON.parse(row.document),
      loggedAt: row.loggedAt ? new Date(row.loggedAt) : null,
      supersededBy: row.successor,
      revoked: row.revoked,
      suspended: row.suspended,
    },
  };
}
