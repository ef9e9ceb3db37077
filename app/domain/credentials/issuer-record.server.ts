import { sql } from "drizzle-orm";
import { type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import { didWeb } from "./keys/did-document.ts";
import type { IssuerKeys } from "./keys/key-file.server.ts";
import type { PublicJwk, PublicKey } from "./keys/key-ring.ts";

/**
 * Publishes the public halves of the issuer's keys, before anything is signed with them. What
 * the record already says of a key stays, but for its retirement and its compromise.
 */
export async function publishKeys(
  tx: Executor,
  keys: Pick<IssuerKeys, "published">,
): Promise<void> {
  await executePrepared(
    tx,
    sql`
    insert into issuer_keys (id, algorithm, public_jwk, created_at, retired_at, compromised_since)
    select id, algorithm, "publicJwk", "createdAt", "retiredAt", "compromisedSince"
    from jsonb_to_recordset(${JSON.stringify(keys.published)}::jsonb) as key(
      id text, algorithm text, "publicJwk" jsonb, "createdAt" timestamptz,
      "retiredAt" timestamptz, "compromisedSince" timestamptz)
    on conflict (id) do update set retired_at = coalesce(issuer_keys.retired_at, excluded.retired_at),
      compromised_since = least(issuer_keys.compromised_since, excluded.compromised_since)
    where (issuer_keys.retired_at, issuer_keys.compromised_since)
      is distinct from (excluded.retired_at, excluded.compromised_since)`,
  );
}

/** Remembers that this installation issues at an origin; answers its DID. */
export async function rememberIssuer(tx: Transaction, origin: string): Promise<string> {
  const did = didWeb(origin);
  await executePrepared(
    tx,
    sql`insert into issuers (did, origin) values (${did}, ${origin}) on conflict do nothing`,
  );
  return did;
}

/** This installation as an issuer: every DID it issued under, and every key that ever signed. */
export interface IssuerRecord {
  issuers: { did: string; origin: string }[];
  /** Oldest first. */
  keys: PublicKey[];
}

/** Every key that ever signed, oldest first, as JSON: `PublicKey[]`. */
export const publicKeys = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'algorithm', k.algorithm,
    'publicJwk', k.public_jwk, 'createdAt', k.created_at, 'retiredAt', k.retired_at,
    'compromisedSince', k.compromised_since) order by k.created_at, k.id), '[]')
  from issuer_keys k)`;

/** The record of the issuer, which needs no private key. */
export async function issuerRecord(db: Executor): Promise<IssuerRecord> {
  const [row] = await executePrepared<{
    issuers: IssuerRecord["issuers"];
    keys: (Omit<PublicKey, "publicJwk"> & { publicJwk: PublicJwk })[];
  }>(
    db,
    sql`select
      (select coalesce(jsonb_agg(jsonb_build_object('did', did, 'origin', origin)
        order by first_used_at, did), '[]') from issuers) issuers,
      ${publicKeys} keys`,
  );
  return { issuers: row?.issuers ?? [], keys: row?.keys ?? [] };
}
