import { sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";
import { type Lookup, readLookup } from "./issuing/code.ts";
import type { ShownVerification } from "./shown-verification.ts";
import { readUpload, type UploadFault, type Uploads } from "./uploads.server.ts";
import { verifyText } from "./verify-sent.server.ts";
import type { UnreadableText } from "./verifying/credential-text.ts";
import type { Verifier } from "./verifying/verifier.ts";

/** Why a file, a code or a link has no verdict. */
export type SourceFault =
  | UnreadableText
  | UploadFault
  /** Neither a code nor a link of a certificate. */
  | "unreadable"
  | "mistyped"
  /** A link or a QR code of another site, which is not opened. */
  | "elsewhere"
  /** There is no certificate of ours under it. */
  | "unknown"
  /** It was issued and its signature is still being made. */
  | "not-signed-yet";

/** What a verification without a visitor needs: the operator's, and that of many at once. */
export interface SourceChecking {
  verifier: () => Verifier;
  uploads: Uploads;
  /** The database, for what is ours; null = there is none at hand. */
  db: Executor | null;
  /** Signs a certificate that was issued and not signed; absent where there are no keys. */
  sign?(id: string): Promise<void>;
}

/** The verdict on a file of any form that holds a credential, or a code or link of one of ours. */
export async function verifyFile(
  bytes: Uint8Array,
  checking: SourceChecking,
  now: Date,
): Promise<ShownVerification | SourceFault> {
  const upload = await readUpload(checking.uploads, bytes);
  if ("fault" in upload) return upload.fault;
  if (upload.kind === "credential-text") return verifyText(upload, checking.verifier(), now);
  const lookup = readLookup(upload.text);
  return lookup.by === "nothing" ? "elsewhere" : verifyLookup(lookup, checking, now);
}

/** The verdict on a certificate of ours, by what was typed. */
export async function verifyTyped(
  typed: string,
  checking: SourceChecking,
  now: Date,
): Promise<ShownVerification | SourceFault> {
  const lookup = readLookup(typed);
  if (lookup.by !== "nothing") return verifyLookup(lookup, checking, now);
  if (/^https?:\/\//i.test(typed.trim())) return "elsewhere";
  return lookup.reason === "mistyped" ? "mistyped" : "unreadable";
}

async function verifyLookup(
  lookup: Exclude<Lookup, { by: "nothing" }>,
  { db, verifier, sign }: SourceChecking,
  now: Date,
): Promise<ShownVerification | SourceFault> {
  if (!db) return "unknown";
  const found = await ownDocument(db, lookup);
  if (!found) return "unknown";
  if (!found.signed && sign) await sign(found.id);
  const { document } = found.signed ? found : ((await ownDocument(db, lookup)) ?? found);
  if (document) return verifyText({ text: document }, verifier(), now);
  // What was signed and is not there any more was erased.
  return found.signed ? "unknown" : "not-signed-yet";
}

/** What was signed of an issued certificate of ours. */
async function ownDocument(db: Executor, lookup: Exclude<Lookup, { by: "nothing" }>) {
  const isIt = lookup.by === "id" ? sql`c.id = ${lookup.id}` : sql`c.code = ${lookup.code}`;
  const [row] = await db.execute<{ id: string; signed: boolean; document: string | null }>(sql`
    select c.id, g.credential_id is not null signed, g.document
    from credentials c left join signed_credentials g on g.credential_id = c.id
    where ${isIt} and c.issued_at is not null`);
  return row ?? null;
}
