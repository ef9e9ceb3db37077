import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, type Executor, executePrepared, type Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { signedCredentials } from "#db/schema/credentials-signed.ts";
import { publishKeys, rememberIssuer } from "../issuer-record.server.ts";
import { appendCredential, orderPublishing } from "../log/append.server.ts";
import { type Signing, secure } from "../signing.server.ts";
import { orderLists } from "../status-lists.server.ts";
import { statusPurposeOf } from "./achievement.ts";
import { badgeFactsOf } from "./badge-facts.server.ts";
import type { Claims } from "./claims.ts";
import { openBadge } from "./open-badge.ts";
import { reserveStatus, settleStatus } from "./status-index.server.ts";

/** Has the worker sign an issued certificate, and do all that follows; asked twice, it is done once. */
export function orderSigning(db: Executor, id: string): Promise<void> {
  return enqueue(db, "credentials.sign", { id }, { key: `sign ${id}` });
}

/** Certificates of the backlog that are ordered at once. */
const BACKLOG = 500;

/**
 * Orders the signing of certificates that were issued and not signed, the oldest first, and the
 * files of those that were logged and not published. Those of a demonstration are signed when
 * somebody looks at them: there may be more than a machine signs in an hour.
 */
export async function orderBacklog(db: Executor): Promise<void> {
  const issued = await db.execute<{ id: string; signed: boolean }>(sql`
    select c.id, g.credential_id is not null signed
    from credentials c
    join users u on u.id = c.user_id and not u.demonstration
    left join signed_credentials g on g.credential_id = c.id
    left join log_openings o on o.credential_id = c.id
    left join published_credentials p on p.credential_id = c.id
    where c.claims is not null and c.issued_at < now() - interval '5 minutes'
      and (g.credential_id is null
        or (g.document is not null and o.entry_index is not null and p.credential_id is null))
    order by c.issued_at limit ${BACKLOG}`);
  for (const { id, signed } of issued) {
    await (signed ? orderPublishing(db, id) : orderSigning(db, id));
  }
}

/**
 * Signs an issued certificate from its frozen claims and asks the log to take it, in one
 * transaction. What is signed is kept byte for byte and never signed again: a second call, or
 * one at the same time, changes nothing. A certificate that was not issued is left alone.
 */
export async function signCredential(
  db: Database,
  signing: Signing,
  id: string,
  now: Date,
): Promise<void> {
  const given = await claimsToSign(db, id);
  if (!given) return;
  const { claims } = given;
  if (!given.placed) {
    await db.transaction(async (tx) => {
      await reserveStatus(tx, id, statusPurposeOf(claims.achievement));
      await settleStatus(tx, id);
    });
  }
  const facts = await badgeFactsOf(db, id, claims);
  const badge = openBadge(claims, facts);
  const [document, jwt] = await Promise.all([
    secure(badge, "data-integrity", facts.issuer, signing, now),
    secure(badge, "vc-jwt", facts.issuer, signing, now),
  ]);
  await db.transaction(async (tx) => {
    if (!(await holdIssued(tx, id))) return;
    const { issuer } = facts;
    const signed = { credentialId: id, issuer, document, jwt, hash: hash("sha256", document) };
    const insert = tx
      .insert(signedCredentials)
      .values({ ...signed, signedAt: now })
      .onConflictDoNothing()
      .returning({ id: signedCredentials.credentialId });
    // Sent one after another, without waiting for each answer.
    const [, , [first]] = await Promise.all([
      publishKeys(tx, signing.keys),
      rememberIssuer(tx, facts.site),
      executePrepared(tx, insert),
    ]);
    if (!first) return;
    await Promise.all([
      record(tx, { actorId: null, verb: "signed", objectType: "credential", objectId: id }),
      orderLists(tx),
      appendCredential(tx, { id, hash: signed.hash }),
    ]);
  });
}

/** Holds an issued certificate until the commit; false for one that was given up meanwhile. */
export async function holdIssued(tx: Transaction, id: string): Promise<boolean> {
  const [issued] = await executePrepared(
    tx,
    sql`select 1 from credentials where id = ${id} and issued_at is not null for no key update`,
  );
  return issued !== undefined;
}

interface ToSign extends Record<string, unknown> {
  claims: Claims;
  /** It has a place in a status list. */
  placed: boolean;
}

async function claimsToSign(db: Executor, id: string): Promise<ToSign | null> {
  const [row] = await executePrepared<ToSign>(
    db,
    sql`select claims, exists (select from credential_statuses where credential_id = c.id) placed
      from credentials c
      where id = ${id} and issued_at is not null and claims is not null
        and not exists (select from signed_credentials where credential_id = c.id)`,
  );
  return row ?? null;
}
