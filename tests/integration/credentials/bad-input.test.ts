import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckRequest } from "#app/domain/credentials/formats/data-integrity/proof.ts";
import { checkProof, startProofs } from "#app/domain/credentials/proofs.server.ts";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { DID, installation, LIST } from "#tests/factories/issuing.ts";

const NOW = new Date("2026-11-21T04:00:00Z");
const here = installation();
const proofs = startProofs({ threads: 1 });
let credential: Record<string, unknown>;
let list: string;

beforeAll(async () => {
  credential = JSON.parse(await here.issue());
  list = await here.list();
  // The first call loads the libraries: what is measured comes after.
  await verdictOf(JSON.stringify(credential));
});

afterAll(() => proofs.close());

async function verdictOf(text: string, lists: Record<string, unknown> = { [LIST]: list }) {
  const verifier = {
    ...here.verifier({ lists }),
    checkProof: (request: CheckRequest) => checkProof(proofs, request),
  };
  const found = await verifyCredential(text, verifier, NOW);
  if (typeof found === "string") return found;
  const reason = found.checks.find(({ name }) => name === "proof")?.reason;
  return reason === "too-complex" ? reason : found.verdict;
}

/** The verdict, and that it took less than 2 s. */
async function soon(text: string, lists?: Record<string, unknown>): Promise<string> {
  const started = performance.now();
  const verdict = await verdictOf(text, lists);
  expect(performance.now() - started).toBeLessThan(2000);
  return verdict;
}

const withMembers = (members: object) => JSON.stringify({ ...credential, ...members });
const nested = (depth: number) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
const evidence = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `https://cabildo.example/e/${index}`,
    type: ["Evidence"],
    name: `Evidencia ${index}`,
  }));

/** Blank nodes that all look alike, each linked to all: hard to put in order (RDFC-1.0 §7.1). */
const tangle = (size: number) => ({
  "@context": [
    ...(credential["@context"] as string[]),
    { knows: { "@id": "https://example.org/knows", "@type": "@id" } },
  ],
  credentialSubject: {
    ...(credential.credentialSubject as object),
    knows: Array.from({ length: size }, (_, one) => ({
      id: `_:b${one}`,
      knows: Array.from({ length: size }, (_, other) => `_:b${other}`).toSpliced(one, 1),
    })),
  },
});

test("a certificate of ours is valid through the threads", async () => {
  expect(await soon(JSON.stringify(credential))).toBe("valid");
});

test("10 MB are refused", async () => {
  expect(await soon(withMembers({ name: "x".repeat(10_000_000) }))).toBe("too-large");
});

test.each([41, 10_000, 200_000])("nesting of %d is refused", async (depth) => {
  expect(await soon(`{"a":${nested(depth)}}`)).toBe("too-deep");
});

test("what would be 100,000 quads is refused", async () => {
  expect(await soon(withMembers({ evidence: evidence(33_000) }))).toBe("too-large");
  expect(await soon(withMembers({ evidence: evidence(7000) }))).toBe("too-many-values");
});

test("the most that is read is answered in time", async () => {
  expect(await soon(withMembers({ evidence: evidence(700) }))).toBe("tampered");
});

test("blank nodes that cannot be put in order in time are refused", async () => {
  expect(await soon(withMembers(tangle(12)))).toBe("too-complex");
  expect(await soon(withMembers(tangle(40)))).toBe("too-complex");
  expect(await soon(JSON.stringify(credential))).toBe("valid");
});

test.each([
  ["not JSON", "{", "not-json"],
  ["a list", "[]", "not-a-credential"],
  ["a number", "7", "not-a-credential"],
  ["nothing", "", "not-json"],
])("%s is refused", async (_, text, reason) => {
  expect(await soon(text)).toBe(reason);
});

test("a credential that nobody signed leaves no verdict", async () => {
  expect(await soon(withMembers({ proof: undefined }))).toBe("could-not-check");
});

test("a list that never stops growing leaves no verdict", async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000)).toString("base64url");
  const subject = {
    type: "BitstringStatusList",
    statusPurpose: "revocation",
    encodedList: `u${bomb}`,
  };
  const { proof: _, ...plain } = JSON.parse(list);
  const signed = await here.secure({
    ...plain,
    credentialSubject: { id: `${LIST}#list`, ...subject },
  });
  expect(await soon(JSON.stringify(credential), { [LIST]: signed })).toBe("could-not-check");
});

test("a proof of another in the place of ours is told from a proof that we cannot read", async () => {
  const [proof] = credential.proof as Record<string, string>[];
  const withProof = (changes: object) => withMembers({ proof: [{ ...proof, ...changes }] });
  expect(await soon(withProof({ cryptosuite: "ecdsa-rdfc-2019" }))).toBe("could-not-check");
  expect(await soon(withProof({ previousProof: "urn:uuid:1" }))).toBe("could-not-check");
  expect(await soon(withProof({ proofPurpose: "authentication" }))).toBe("tampered");
  expect(await soon(withProof({ verificationMethod: "did:web:evil.example#1" }))).toBe("tampered");
  expect(await soon(withProof({ verificationMethod: `${DID}#another` }))).toBe("tampered");
  expect(await soon(withProof({ "@context": credential["@context"] }))).toBe("tampered");
});
