import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCheckReason } from "#app/domain/credentials/check-reasons.ts";
import { createOutside } from "#app/domain/credentials/outside.server.ts";
import { createVerifier, strangersVerifier } from "#app/domain/credentials/own-verifier.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import type { ShownVerification } from "#app/domain/credentials/shown-verification.ts";
import { startUploads } from "#app/domain/credentials/uploads.server.ts";
import type { Check } from "#app/domain/credentials/verdict.ts";
import { verifyFile } from "#app/domain/credentials/verify-source.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";

const t = translator("en");

/**
 * Says whether a credential is valid: the verdict, and a line for each check. Of any form that the
 * site takes, and with the installation's own record when there is one. Answers 0 for a valid one
 * only.
 */
export async function run(args: string[]): Promise<number> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new UsageError("One file is expected.");
  const bytes = readBytes(file);
  const config = readConfig();
  const isInstalled = config.databaseUrl !== null || existsSync(join(config.dataDir, "postgres"));
  const found = isInstalled
    ? await withDatabase(config, (db) => verify(bytes, db))
    : await verify(bytes, null);
  if (typeof found === "string") throw new Refusal(`${file}: ${found}`);
  tell(found);
  return found.verdict === "valid" ? 0 : 1;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

async function verify(bytes: Buffer, db: Database | null) {
  const proofs = startProofs();
  const outside = createOutside();
  const uploads = startUploads();
  try {
    const verifier = db
      ? await createVerifier(db, proofs, outside)
      : strangersVerifier(proofs, outside);
    return await verifyFile(bytes, { db, verifier: () => verifier, uploads }, new Date());
  } finally {
    await Promise.all([proofs.close(), uploads.close()]);
  }
}

function tell({ verdict, checks, issuer, claims, checkedAt, fingerprint }: ShownVerification) {
  say(`${verdict}: ${t(`credentials.verdict.${verdict}`)}`);
  for (const check of checks) say(`  ${check.name}: ${check.outcome}. ${sentenceOf(check)}`);
  if (issuer) say(`Issuer: ${issuer.name ?? "not known"} (${issuer.did})`);
  if (claims) say(`Says: ${[claims.name, claims.title].filter(Boolean).join(", ")}`);
  say(`SHA-256: ${fingerprint}`);
  say(`Checked: ${checkedAt}`);
}

function sentenceOf({ name, outcome, reason }: Check): string {
  const sentence = t(`credentials.check.${name}.${outcome}`);
  if (reason === null) return sentence;
  return `${sentence} ${isCheckReason(reason) ? t(`credentials.check-reason.${reason}`) : `(${reason})`}`;
}
