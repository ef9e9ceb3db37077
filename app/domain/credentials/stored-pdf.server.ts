import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "#app/server/db.ts";
import { readFile } from "#app/server/files.ts";
import { registerEntry } from "./queries.server.ts";
import { orderSigning } from "./sign.server.ts";

/** Milliseconds to wait for a PDF that the worker is rendering, and between one look and the next. */
const PATIENCE = 6000;
const LOOK_EVERY = 250;

/**
 * The PDF of an issued certificate, with its code for the file's name. Just after the issue the
 * worker may still be at it: it is waited for, and never rendered here, since drawing takes
 * the whole process and would hold everybody else's requests.
 */
export async function storedPdf(
  db: Database,
  id: string,
): Promise<{ bytes: Buffer; code: string } | "unknown" | "not-ready"> {
  for (let waited = 0; waited <= PATIENCE; waited += LOOK_EVERY) {
    const entry = await registerEntry(db, id);
    if (!entry) return "unknown";
    const file = entry.pdfHash && (await readFile(db, entry.pdfHash));
    if (file) return { bytes: file.bytes, code: entry.claims.code };
    // Ordered when it was issued; again here for one whose order was lost, or never made.
    if (waited === 0) await orderSigning(db, id);
    await wait(LOOK_EVERY);
  }
  return "not-ready";
}
