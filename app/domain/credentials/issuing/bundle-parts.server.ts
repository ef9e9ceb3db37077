import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import { inclusionDocument, logState } from "../log-queries.server.ts";
import { publishedDidDocument } from "../published-issuer.server.ts";
import { publishedList } from "../status-lists.server.ts";
import type { Claims } from "./claims.ts";
import { offlineBundle } from "./offline-bundle.server.ts";

interface Bundled {
  id: string;
  claims: Claims;
  document: string;
  jwt: string;
  issuer: string;
}

/**
 * The offline bundle of a published certificate, with what its issuer, its status list and the
 * log say at `now`.
 */
export async function bundleOf(
  db: Database,
  bundled: Bundled,
  pdf: Buffer,
  now: Date,
): Promise<Buffer> {
  const { id, claims, document, jwt, issuer } = bundled;
  const { origin } = new URL(claims.address);
  const [did, list, inclusion, log] = await Promise.all([
    publishedDidDocument(db, origin),
    listOf(db, id, origin),
    inclusionDocument(db, id),
    logState(db),
  ]);
  if (!did || !list || typeof inclusion === "string" || !log) {
    throw new Error(`certificate ${id} is published and something of its bundle is not`);
  }
  return offlineBundle(
    {
      credential: document,
      jwt,
      didDocument: JSON.stringify(did),
      statusList: list,
      inclusion: JSON.stringify(inclusion),
      checkpoint: inclusion.checkpoint,
      logKey: `${log.verifierKey}\n`,
      pdf,
    },
    {
      ...{ title: claims.achievement.title, address: claims.address, did: issuer },
      ...{ takenAt: now, timeZone: claims.timeZone },
    },
  );
}

async function listOf(db: Database, id: string, origin: string): Promise<string | null> {
  const [row] = await db.execute<{ list: string }>(
    sql`select list_id list from credential_statuses where credential_id = ${id}`,
  );
  return (row && (await publishedList(db, row.list, origin))?.document) ?? null;
}
