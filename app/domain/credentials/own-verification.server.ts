import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { jwtSignatureHolds } from "./formats/vc-jwt/verify.server.ts";
import { publicKeys } from "./issuer-record.server.ts";
import type { Claims } from "./issuing/claims.ts";
import { orderSigning } from "./issuing/sign.server.ts";
import { didDocument } from "./keys/did-document.ts";
import type { PublicKey } from "./keys/key-ring.ts";
import type { OwnVerification } from "./own-verification.ts";
import { isRevocationReason } from "./revocation-reason.ts";
import { shownVerification } from "./shown-verification.ts";
import { orderLists } from "./status-lists.server.ts";
import type { Verifier } from "./verifying/verifier.ts";
import { verifyCredential } from "./verifying/verify-credential.ts";

interface Row extends Record<string, unknown> {
  claims: Claims;
  document: string | null;
  jwt: string;
  did: string;
  /** The status list as it is published, as JWT. */
  list: string | null;
  keys: PublicKey[];
  program: string | null;
  revokedAt: string | null;
  reason: string | null;
  suspendedAt: string | null;
  successor: string | null;
  loggedAt: string | null;
  entry: string | null;
  shared: boolean;
}

/**
 * The verification of an issued certificate of ours, from scratch: its signature, its status list
 * and our record, read at once. The signature is its JWT's, of which our record must say the
 * same: that takes no canonicalising, and a page has no need of a thread (decision 026).
 * `signing` when it or its list is about to be signed, which is ordered again; `unknown` for one
 * that is not there, was never issued or was given up.
 */
export async function verifyOwn(
  db: Database,
  id: string,
  now: Date,
): Promise<OwnVerification | "unknown" | "signing"> {
  const row = await readRow(db, id);
  if (!row) return "unknown";
  if (!row.document || !row.list) {
    await (row.document ? orderLists(db) : orderSigning(db, id));
    return "signing";
  }
  const verification = await verifyCredential(row.jwt, verifierOf(row), now);
  if (typeof verification === "string") throw new Error(`credential ${id}: ${verification}`);
  const { claims, document, revokedAt, reason, suspendedAt, loggedAt, entry, shared } = row;
  return {
    shown: shownVerification(verification, hash("sha256", document), now),
    ...{ id, timeZone: claims.timeZone, suspendedAt, shared },
    revocation: revokedAt
      ? { at: revokedAt, reason: isRevocationReason(reason) ? reason : "other" }
      : null,
    logged: loggedAt && entry !== null ? { at: loggedAt, entry: Number(entry) } : null,
  };
}

async function readRow(db: Executor, id: string): Promise<Row | undefined> {
  const [row] = await executePrepared<Row>(
    db,
    sql`select c.claims, g.document, g.jwt, g.issuer did,
        d.jwt list, ${publicKeys} keys,
        (select name from programs order by created_at limit 1) program,
        r.revoked_at "revokedAt", r.reason, u.suspended_at "suspendedAt",
        n.claims->>'address' successor, o.logged_at "loggedAt", o.entry_index entry,
        exists (select from credential_shares where credential_id = c.id) shared
      from credentials c
      left join signed_credentials g on g.credential_id = c.id
      left join credential_statuses s on s.credential_id = c.id
      left join status_list_documents d on d.list_id = s.list_id and d.issuer = g.issuer
      left join revocations r on r.credential_id = c.id
      left join suspensions u on u.credential_id = c.id and u.lifted_at is null
      left join successions f on f.predecessor_id = c.id
      left join credentials n on n.id = f.successor_id
      left join log_openings o on o.credential_id = c.id
      where c.id = ${id} and c.issued_at is not null and c.claims is not null`,
  );
  return row;
}

/** A verifier that knows of the world what was read. */
function verifierOf(row: Row): Verifier {
  const { did, keys, list, document } = row;
  return {
    didDocument: async () => ({ ok: true, value: { ...didDocument(did, keys) } }),
    statusList: async () =>
      list === null ? { ok: false, reason: "unreachable" } : { ok: true, value: list },
    // Nothing of ours is read here that has a proof of its own.
    checkProof: async () => "unsupported-proof",
    checkJwt: jwtSignatureHolds,
    knownIssuer: () => ({ did, name: row.program ?? row.claims.issuer.name, ours: true, keys }),
    issued: async () => ({
      ok: true,
      value: {
        credential: JSON.parse(document ?? "null"),
        loggedAt: row.loggedAt ? new Date(row.loggedAt) : null,
        supersededBy: row.successor,
        revoked: row.revokedAt !== null,
        suspended: row.suspendedAt !== null,
      },
    }),
  };
}
