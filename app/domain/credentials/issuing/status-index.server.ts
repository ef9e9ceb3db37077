import { sql } from "drizzle-orm";
import { executePrepared, type Transaction } from "#app/server/db.ts";
import { LIST_ENTRIES } from "../status/bitstring.ts";
import type { StatusPurpose } from "../status/status-entry.ts";

/** Places drawn at once. A list in which all of them are taken is four fifths full, and is left. */
const DRAWN = 8;

/** Times that a place is drawn anew because somebody else took it in the same moment. */
const TRIES = 5;

/** Held while a list is begun. */
const LIST_LOCK = 7207004;

/**
 * Reserves the place of a credential in a status list of this purpose, in the transaction that
 * makes the credential; a second time changes nothing. The place is drawn at random (Bitstring
 * Status List 1.0 §5.1), so that it tells nobody who was issued before or after.
 */
export async function reserveStatus(
  tx: Transaction,
  credentialId: string,
  purpose: StatusPurpose,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const drawn = crypto.getRandomValues(new Uint32Array(DRAWN));
    const places = [...drawn].map((number) => number % LIST_ENTRIES);
    const [row] = await executePrepared<{ reserved: boolean; full: boolean }>(
      tx,
      sql`
      with list as (
        select id from status_lists where purpose = ${purpose} order by created_at desc, id limit 1
      ), free as (
        select list.id, place from list,
          jsonb_array_elements_text(${JSON.stringify(places)}::jsonb) drawn,
          lateral (select drawn::int as place) as one
        where not exists (
          select from credential_statuses where list_id = list.id and index = place)
        limit 1
      ), reserved as (
        insert into credential_statuses (credential_id, list_id, index)
        select ${credentialId}, id, place from free on conflict do nothing returning 1
      )
      select exists (select from reserved) or exists (
          select from credential_statuses where credential_id = ${credentialId}) as reserved,
        not exists (select from free) as full`,
    );
    if (row?.reserved) return;
    if (row?.full) await beginList(tx, purpose);
  }
  throw new Error(`no place in a status list for credential ${credentialId}`);
}

/** Begins another list of this purpose; those who ask at the same time begin one. */
async function beginList(tx: Transaction, purpose: StatusPurpose): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LIST_LOCK})`);
  await tx.execute(sql`
    insert into status_lists (id, purpose)
    select (count(*) + 1)::text, ${purpose} from status_lists
    having not exists (
      select from status_lists l where l.purpose = ${purpose}
        and l.created_at > now() - interval '1 minute')`);
}

/**
 * Says in the list what holds of a credential now: the bit is set while it is revoked, or, in a
 * list of suspensions, while it is suspended or since it was revoked. Lists are signed anew by
 * the job that follows (`credentials.sign-lists`).
 */
export async function settleStatus(tx: Transaction, credentialId: string): Promise<void> {
  await executePrepared(
    tx,
    sql`
    update credential_statuses s set is_set = now_set.is_set
    from (
      select exists (select from revocations where credential_id = ${credentialId})
        or (l.purpose = 'suspension' and exists (
          select from suspensions where credential_id = ${credentialId} and lifted_at is null)
        ) as is_set
      from credential_statuses c join status_lists l on l.id = c.list_id
      where c.credential_id = ${credentialId}
    ) now_set
    where s.credential_id = ${credentialId} and s.is_set <> now_set.is_set`,
  );
}
