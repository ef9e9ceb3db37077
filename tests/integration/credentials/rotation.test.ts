import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { publishKeys } from "#app/domain/credentials/issuer-record.server.ts";
import { signCredential } from "#app/domain/credentials/issuing/sign.server.ts";
import { openKeyFile, rotateKeyFile } from "#app/domain/credentials/keys/key-file.server.ts";
import { appendWaiting } from "#app/domain/credentials/log/append.server.ts";
import { createVerifier } from "#app/domain/credentials/own-verifier.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import { signLists } from "#app/domain/credentials/status-lists.server.ts";
import { nobodyOutside } from "#app/domain/credentials/verifying/outside.ts";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { insertCertificate } from "#tests/factories/certificates.ts";
import { makeWriter } from "#tests/factories/log.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const proofs = startProofs();
afterAll(() => proofs.close());
const file = join(mkdtempSync(join(tmpdir(), "cabildo-keys-")), "issuer-key");
const writer = makeWriter();

/** Hours after the first certificate was issued. */
const at = (hours: number) => new Date(Date.now() - 86_400_000 + hours * 3_600_000);

/** A certificate that was issued and signed at an hour, and logged then unless somebody hid it. */
async function signedAt(hour: number, logged = true): Promise<string> {
  const { id } = await insertCertificate(db);
  const now = at(hour);
  await signCredential(db, { keys: openKeyFile(file, now), proofs }, id, now);
  if (logged) await appendWaiting(db, writer, now);
  return id;
}

async function rotate(hour: number, compromisedSince: Date | null = null): Promise<void> {
  await publishKeys(db, rotateKeyFile(file, { now: at(hour), compromisedSince }));
}

async function verdictsOf(id: string): Promise<string[]> {
  const now = new Date();
  await signLists(db, { keys: openKeyFile(file, now), proofs }, now);
  const verifier = await createVerifier(db, proofs, nobodyOutside);
  const [row] = await db.execute<{ document: string; jwt: string }>(
    sql`select document, jwt from signed_credentials where credential_id = ${id}`,
  );
  const found = [row?.document ?? "", row?.jwt ?? ""].map((text) =>
    verifyCredential(text, verifier, now),
  );
  return (await Promise.all(found)).map((one) => (typeof one === "string" ? one : one.verdict));
}

test("what was signed before three rotations still verifies", async () => {
  const id = await signedAt(0);
  for (const hour of [1, 2, 3]) await rotate(hour);
  expect(await verdictsOf(id)).toEqual(["valid", "valid"]);
});

test("a stolen key vouches for what the log had before, and for nothing later", async () => {
  const before = await signedAt(4);
  const after = await signedAt(6);
  const hidden = await signedAt(4.5, false);
  await rotate(7, at(5));
  expect(await verdictsOf(before)).toEqual(["valid", "valid"]);
  expect(await verdictsOf(after)).toEqual(["tampered", "tampered"]);
  expect(await verdictsOf(hidden)).toEqual(["tampered", "tampered"]);
  const next = await signedAt(8);
  expect(await verdictsOf(next)).toEqual(["valid", "valid"]);
});
