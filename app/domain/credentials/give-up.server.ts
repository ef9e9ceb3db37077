import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/server/db.ts";
import { dropFiles } from "#app/server/files.ts";
import { enqueue } from "#app/server/jobs.ts";
import { recordAll } from "#app/server/statements.ts";
import { eraseOpening } from "./log/append.server.ts";

/** Milliseconds after which the worker looks again: a job under way may have written meanwhile. */
const LOOK_AGAIN = 3_600_000;

/**
 * Gives up every certificate issued under an account, at its person's wish: from the commit on
 * nobody can verify them and the goal does not count them. What was signed and stored of them is
 * the worker's to erase. Their places in the status lists stay as they are: a revoked one that
 * somebody saved does not come back.
 */
export async function giveUpCertificates(
  tx: Transaction,
  userId: string,
  now: Date,
): Promise<void> {
  const given = await tx.execute<{ id: string }>(sql`
    update credentials set issued_at = null, claims = null, expires_at = null,
      organization_id = null
    where user_id = ${userId} and issued_at is not null returning id`);
  const ids = sql`(select id from credentials where user_id = ${userId})`;
  await tx.execute(sql`delete from credential_shares where credential_id in ${ids}`);
  await tx.execute(sql`
    delete from revocation_requests where credential_id in ${ids} and decided_at is null`);
  for (const table of ["revocation_requests", "revocations", "suspensions", "successions"]) {
    const key = table === "successions" ? "predecessor_id" : "credential_id";
    await tx.execute(sql`
      update ${sql.identifier(table)} set note = '' where ${sql.identifier(key)} in ${ids}`);
  }
  await tx.execute(sql`update suspensions set lifted_note = '' where credential_id in ${ids}`);
  const what = { actorId: userId, verb: "erased", objectType: "credential" } as const;
  await recordAll(
    tx,
    given.map(({ id }) => ({ ...what, objectId: id })),
  );
  const again = new Date(now.getTime() + LOOK_AGAIN);
  for (const { id } of given) {
    await enqueue(tx, "credentials.erase", { id }, { key: `erase ${id}` });
    await enqueue(tx, "credentials.erase", { id }, { key: `erase again ${id}`, runAt: again });
  }
}

/**
 * Erases what was signed and stored of a certificate that was given up: its documents, its PDF,
 * and what opens its entry in the log, of which a hash stays that says nothing any more. A file
 * that something else shows stays. Any other certificate is left alone. For the worker: the web
 * process may not.
 */
export async function eraseCertificate(db: Database, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.execute<{ hashes: string[] }>(sql`
      select array_remove(array[c.pdf_hash, p.pdf_update_hash, p.badge_svg_hash,
        p.badge_png_hash], null) hashes
      from credentials c left join published_credentials p on p.credential_id = c.id
      where c.id = ${id} and c.issued_at is null for update of c`);
    if (!row) return;
    await tx.execute(sql`update credentials set pdf_hash = null where id = ${id}`);
    await tx.execute(sql`delete from published_credentials where credential_id = ${id}`);
    await tx.execute(sql`
      update signed_credentials set document = null, jwt = null, hash = null
      where credential_id = ${id} and document is not null`);
    await eraseOpening(tx, id);
    await dropFiles(tx, row.hashes);
  });
}
