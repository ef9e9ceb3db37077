import { X509Certificate } from "node:crypto";
import { chmodSync, linkSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { from as fromMultikey } from "@digitalbazaar/ed25519-multikey";
import { expect, test } from "vitest";
import { didDocument, didWeb, keyAddress } from "./did-document.ts";
import { freshKeys, keysOf, openKeyFile, rotateKeyFile } from "./key-file.server.ts";
import { keyVouches, rotated, signingKey } from "./key-ring.ts";
import { fromBase58btc } from "./multibase.ts";

const newFile = () => join(mkdtempSync(join(tmpdir(), "keys-")), "issuer-keys.json");
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const calm = { now: day(2), compromisedSince: null };

test("keys are made once and found again, readable by their owner only", () => {
  const file = newFile();
  const { published } = openKeyFile(file, day(1));
  expect(openKeyFile(file, day(2)).published).toEqual(published);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that others can read is refused", () => {
  const file = newFile();
  openKeyFile(file, day(1));
  chmodSync(file, 0o644);
  expect(() => openKeyFile(file, day(1))).toThrow(/chmod 600/);
});

test("three rotations keep every key listed, and only the last ones able to sign", () => {
  const file = newFile();
  openKeyFile(file, day(1));
  for (const number of [2, 3, 4]) rotateKeyFile(file, { now: day(number), compromisedSince: null });
  const { published } = openKeyFile(file, day(5));
  const document = didDocument("did:web:cabildo.example", published);
  expect(document.assertionMethod).toHaveLength(8);
  expect(new Set(document.assertionMethod).size).toBe(8);
  expect(published.filter(({ retiredAt }) => retiredAt === null)).toHaveLength(2);
  expect(readFileSync(file, "utf8").match(/"d":/g)).toHaveLength(2);
});

test("a rotation destroys the old private half, also in the file that had it", () => {
  const file = newFile();
  openKeyFile(file, day(1));
  const before: { keys: { privateJwk: { d: string } }[] } = JSON.parse(readFileSync(file, "utf8"));
  rotateKeyFile(file, calm);
  const after = readFileSync(file, "utf8");
  for (const { privateJwk } of before.keys) expect(after).not.toContain(privateJwk.d);
});

test("a rotation overwrites the file that had the old keys, which may still be open or linked", () => {
  const file = newFile();
  openKeyFile(file, day(1));
  linkSync(file, `${file}.copy`);
  rotateKeyFile(file, calm);
  expect(readFileSync(`${file}.copy`).every((byte) => byte === 0)).toBe(true);
});

test("a process that goes on signs with the new key", async () => {
  const file = newFile();
  const keys = openKeyFile(file, day(1));
  const before = keys.signing("Ed25519").id;
  rotateKeyFile(file, calm);
  expect(keys.signing("Ed25519").id).not.toBe(before);
  expect(keys.published.map(({ id }) => id)).toContain(before);
});

test("two rotations at once do not lose a key: the second is refused", () => {
  const file = newFile();
  openKeyFile(file, day(1));
  writeFileSync(`${file}.next`, "");
  expect(() => rotateKeyFile(file, calm)).toThrow(/EEXIST/);
  expect(openKeyFile(file, day(2)).published).toHaveLength(2);
});

test("only the keys that a rotation retires are marked as compromised", () => {
  const first = { version: 1, keys: freshKeys(day(1)) } as const;
  const second = rotated({ ...first, keys: [...first.keys] }, freshKeys(day(2)), calm);
  const third = rotated(second, freshKeys(day(6)), { now: day(6), compromisedSince: day(5) });
  expect(third.keys.map(({ compromisedSince }) => compromisedSince !== null)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("an id is never used again", () => {
  const keys = freshKeys(day(1));
  const ring = rotated({ version: 1, keys }, freshKeys(day(2)), calm);
  expect(() => rotated(ring, keys, calm)).toThrow(/used before/);
});

test("a compromised key vouches only for what was logged before", () => {
  const [key] = freshKeys(day(1));
  if (!key) throw new Error("no key");
  const compromised = { ...key, compromisedSince: day(5).toISOString() };
  expect(keyVouches(key, null)).toBe(true);
  expect(keyVouches(compromised, day(4))).toBe(true);
  expect(keyVouches(compromised, day(5))).toBe(false);
  expect(keyVouches(compromised, null)).toBe(false);
});

test("a key without its private half does not sign", () => {
  const keys = freshKeys(day(1)).map((key) => ({ ...key, privateJwk: null }));
  expect(() => keysOf({ version: 1, keys }).signing("ES256")).toThrow(/no private half/);
  expect(() => signingKey([], "Ed25519")).toThrow(/no key/);
});

test("a certificate is made once, of the key that signs, also when two ask at once", async () => {
  const file = newFile();
  const keys = openKeyFile(file, day(1));
  const [one, other] = await Promise.all([
    keys.certified("Cabildo"),
    openKeyFile(file, day(2)).certified("Otro"),
  ]);
  expect(Buffer.from(other.certificate)).toEqual(Buffer.from(one.certificate));
  const again = await openKeyFile(file, day(3)).certified("Cabildo");
  expect(Buffer.from(again.certificate)).toEqual(Buffer.from(one.certificate));
  const certificate = new X509Certificate(one.certificate);
  expect(certificate.publicKey.export({ format: "jwk" })).toEqual(keys.signing("ES256").publicJwk);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.validToDate.getUTCFullYear()).toBe(9999);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file of before certificates gets one and keeps its keys", async () => {
  const file = newFile();
  const { published } = openKeyFile(file, day(1));
  await openKeyFile(file, day(2)).certified("Cabildo");
  expect(openKeyFile(file, day(3)).published).toEqual(published);
});

test("a rotation keeps the old certificate, and the new key gets its own", async () => {
  const file = newFile();
  const keys = openKeyFile(file, day(1));
  const before = await keys.certified("Cabildo");
  rotateKeyFile(file, calm);
  const after = await keys.certified("Cabildo");
  expect(after.signer.id).not.toBe(before.signer.id);
  expect(Buffer.from(after.certificate)).not.toEqual(Buffer.from(before.certificate));
  expect(readFileSync(file, "utf8").match(/"certificate":/g)).toHaveLength(2);
});

test("no certificate is made while another process writes the keys", async () => {
  const file = newFile();
  const keys = openKeyFile(file, day(1));
  writeFileSync(`${file}.next`, "");
  await expect(keys.certified("Cabildo")).rejects.toThrow(/EEXIST/);
});

test.each([
  ["https://cabildo.example", "did:web:cabildo.example"],
  ["http://127.0.0.1:3000", "did:web:127.0.0.1%3A3000"],
  ["https://localhost:8443", "did:web:localhost%3A8443"],
])("%s is %s", (origin, did) => {
  expect(didWeb(origin)).toBe(did);
});

test("the document lists Multikeys and JWKs without any private part or date of expiry", () => {
  const keys = freshKeys(day(1));
  const did = "did:web:cabildo.example";
  const document = didDocument(did, keysOf({ version: 1, keys }).published);
  const [multikey, jwk] = document.verificationMethod;
  expect(multikey).toMatchObject({ type: "Multikey", controller: did });
  expect(jwk).toMatchObject({ type: "JsonWebKey", publicKeyJwk: { crv: "P-256", alg: "ES256" } });
  expect(document.assertionMethod).toEqual(keys.map((key) => keyAddress(did, key)));
  expect(JSON.stringify(document)).not.toMatch(/"d":|expires|revoked/);
});

test("the Multikeys are the ones that the cryptosuite's own package reads", async () => {
  const keys = freshKeys(day(1));
  const [multikey] = didDocument("did:web:cabildo.example", keys).verificationMethod;
  const { signing } = keysOf({ version: 1, keys });
  const { verifier } = await fromMultikey(multikey);
  const data = new TextEncoder().encode("Salcajá");
  const signature = await signing("Ed25519").sign(data);
  expect(await verifier().verify({ data, signature })).toBe(true);
});

test("only base-58-btc in its one spelling is read", () => {
  expect(fromBase58btc("z2D")).toEqual(Uint8Array.of(70));
  for (const text of ["", "z", "u2D", "z2 D", "z0", "2D"]) expect(fromBase58btc(text)).toBe(null);
});
