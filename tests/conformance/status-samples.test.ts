import { expect, test } from "vitest";
import {
  type CredentialVerification,
  verifyCredential,
} from "#app/domain/credentials/verify-credential.ts";
import { mutationsOf } from "#tests/factories/mutations.ts";
import { issuerCalled, verifierOf } from "#tests/factories/verifier.ts";
import { sharedData, sharedJson, where } from "./shared-data.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const DID = "did:web:localhost%3A8443";
const LIST = "https://localhost:8443/status";

const verdictIn = async (verifier: ReturnType<typeof verifierOf>, credential: unknown) => {
  const found = await verifyCredential(JSON.stringify(credential), verifier, NOW);
  return typeof found === "string" ? found : found.verdict;
};

/** The world of the samples: one issuer, and its two lists. */
const samplesWorld = () =>
  verifierOf({
    documents: [sharedJson("status/did-local.json")],
    lists: {
      [`${LIST}/revocation/1`]: sharedJson("status/sl-revocation.json"),
      [`${LIST}/suspension/1`]: sharedJson("status/sl-suspension.json"),
    },
    issuers: [issuerCalled(DID)],
  });

test.each([
  ["ok", "valid"],
  ["revoked", "revoked"],
  ["suspended", "suspended"],
  ["expired", "expired"],
  ["notyet", "not-yet-valid"],
  ["tampered", "tampered"],
  ["extraTerm", "tampered"],
  ["listMissing", "could-not-check"],
])(`the sample "%s" is %s${where}`, async (name, verdict) => {
  if (!sharedData) return;
  const samples = sharedJson("status/samples.json");
  expect(await verdictIn(samplesWorld(), samples[name])).toBe(verdict);
});

test(`the sample that is fine is of an unknown issuer where nobody knows it${where}`, async () => {
  if (!sharedData) return;
  const { ok } = sharedJson("status/samples.json");
  const verifier = { ...samplesWorld(), knownIssuer: () => null };
  expect(await verdictIn(verifier, ok)).toBe("unknown-issuer");
});

/** The golden credential's list is not among the files: the samples' stands in for its bit. */
const goldenWorld = () => ({
  ...verifierOf({
    documents: [sharedJson("status/golden-did.json")],
    issuers: [issuerCalled(DID)],
  }),
});

async function goldenProof(credential: unknown): Promise<string> {
  const found = await verifyCredential(JSON.stringify(credential), goldenWorld(), NOW);
  if (typeof found === "string") return found;
  const outcome = (name: string) =>
    (found as CredentialVerification).checks.find((check) => check.name === name)?.outcome;
  return outcome("proof") === "passed" && outcome("form") === "passed" ? "passed" : found.verdict;
}

test(`the golden credential verifies${where}`, async () => {
  if (!sharedData) return;
  expect(await goldenProof(sharedJson("status/golden.json"))).toBe("passed");
});

test(`every change of the golden credential's JSON is refused or could not be checked${where}`, async () => {
  if (!sharedData) return;
  const passed: string[] = [];
  let tried = 0;
  for (const [change, credential] of mutationsOf(sharedJson("status/golden.json"))) {
    tried += 1;
    if ((await goldenProof(credential)) === "passed") passed.push(change);
  }
  expect(passed).toEqual([]);
  expect(tried).toBeGreaterThan(500);
});
