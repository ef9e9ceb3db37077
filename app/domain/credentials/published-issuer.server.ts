import type { Executor } from "#app/server/db.ts";
import { issuerRecord } from "./issuer-record.server.ts";
import { type DidDocument, didDocument, didWeb } from "./keys/did-document.ts";

/**
 * The DID document of the issuer at an origin, from the keys on record; null before there is a
 * key. An origin that the installation had before keeps its own, with the same keys.
 */
export async function publishedDidDocument(
  db: Executor,
  origin: string,
): Promise<DidDocument | null> {
  const { keys } = await issuerRecord(db);
  return keys.length > 0 ? didDocument(didWeb(origin), keys) : null;
}
