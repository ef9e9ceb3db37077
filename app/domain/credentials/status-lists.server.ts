import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { paths } from "#app/paths.ts";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { publishKeys } from "./issuer-record.server.ts";
import { type Signing, secure } from "./signing.server.ts";
import { emptyBitstring, encodeList, setBits } from "./status/bitstring.ts";
import type { StatusPurpose } from "./status/status-entry.ts";
import { statusListCredential } from "./status/status-list.ts";

/** Milliseconds for which a copy of a list may be believed; it is signed anew at half of that. */
const LIST_LIFE = 24 * 60 * 60 * 1000;

/** Has the worker sign the lists that have to be; asked many times, it is done once. */
export const orderLists = (db: Executor): Promise<void> =>
  enqueue(db, "credentials.sign-lists", {}, { key: "sign-lists" });

interface ListRow extends Record<string, unknown> {
  id: string;
  purpose: StatusPurpose;
  issuer: string;
  origin: string;
  set: number[];
  /** Of the bits that the signed list says, hexadecimal; null = never signed. */
  bitsHash: string | null;
  validUntil: string | null;
  /** It was signed with a key that has another in its place since. */
  byOldKey: boolean | null;
  inEachFormat: boolean;
}

/**
 * Signs each status list that says something else than the record, that is about to lose its
 * validity, that was signed with a key that was replaced or that lacks a format, under each DID
 * whose credentials stand in it. Answers how many were signed.
 */
export async function signLists(db: Database, signing: Signing, now: Date): Promise<number> {
  const lists = await db.execute<ListRow>(sql`
    select l.id, l.purpose, i.did issuer, i.origin,
      array(select index from credential_statuses
        where list_id = l.id and is_set order by index) "set",
      encode(d.bits_hash, 'hex') "bitsHash", d.valid_until "validUntil",
      d.signed_at < (select max(created_at) from issuer_keys) "byOldKey",
      d.jwt is not null "inEachFormat"
    from status_lists l
    join lateral (
      select distinct g.issuer from credential_statuses s
      join signed_credentials g on g.credential_id = s.credential_id where s.list_id = l.id
    ) used on true
    join issuers i on i.did = used.issuer
    left join status_list_documents d on d.list_id = l.id and d.issuer = i.did`);
  let signed = 0;
  for (const list of lists) {
    const bits = setBits(emptyBitstring(), list.set);
    const bitsHash = createHash("sha256").update(bits).digest();
    const isFresh = Date.parse(list.validUntil ?? "") - now.getTime() > LIST_LIFE / 2;
    const says = list.inEachFormat && !list.byOldKey ? list.bitsHash : null;
    if (isFresh && bitsHash.toString("hex") === says) continue;
    await signList(db, signing, list, { bits, bitsHash }, now);
    signed += 1;
  }
  return signed;
}

async function signList(
  db: Database,
  signing: Signing,
  { id, purpose, issuer, origin }: ListRow,
  { bits, bitsHash }: { bits: Uint8Array; bitsHash: Buffer },
  now: Date,
): Promise<void> {
  const encodedList = await encodeList(bits);
  const address = origin + paths.statusList(id);
  const list = statusListCredential(
    { address, issuer, purpose, encodedList, life: LIST_LIFE },
    now,
  );
  const [document, jwt] = await Promise.all([
    secure(list, "data-integrity", issuer, signing, now),
    secure(list, "vc-jwt", issuer, signing, now),
  ]);
  await db.transaction(async (tx) => {
    await publishKeys(tx, signing.keys);
    // Of two that were signed at the same time, the later one says what holds.
    await tx.execute(sql`
      insert into status_list_documents
        (list_id, issuer, bits_hash, document, jwt, signed_at, valid_until)
      values (${id}, ${issuer}, ${bitsHash}, ${document}, ${jwt}, ${now.toISOString()},
        ${new Date(now.getTime() + LIST_LIFE).toISOString()})
      on conflict (list_id, issuer) do update set bits_hash = excluded.bits_hash,
        document = excluded.document, jwt = excluded.jwt, signed_at = excluded.signed_at,
        valid_until = excluded.valid_until
      where status_list_documents.signed_at <= excluded.signed_at`);
  });
}

/** A signed list as it is published; `jwt` is null for one signed before lists had it. */
export interface PublishedList extends Record<string, unknown> {
  document: string;
  jwt: string | null;
}

/** The signed list of this id at an origin; null when there is none. */
export async function publishedList(
  db: Executor,
  id: string,
  origin: string,
): Promise<PublishedList | null> {
  const [row] = await executePrepared<PublishedList>(
    db,
    sql`select d.document, d.jwt from status_list_documents d join issuers i on i.did = d.issuer
      where d.list_id = ${id} and i.origin = ${origin}`,
  );
  return row ?? null;
}
