import { expect, test } from "vitest";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { mutationsOf } from "#tests/factories/mutations.ts";
import { issuerCalled, verifierOf } from "#tests/factories/verifier.ts";
import { sharedData, sharedJson, where } from "./shared-data.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const DID = "did:web:localhost%3A8443";
const LIST = "https://localhost:8443/status";

/** What is no word on a credential: nothing of it is shown. */
const REFUSED = new Set(["tampered", "could-not-check", "unknown-issuer", "not-a-credential"]);

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

interface DidDocument extends Record<string, unknown> {
  verificationMethod: unknown[];
  assertionMethod: unknown[];
}

/** The same issuer after a rotation: it lists the samples' key, which signed the list, and the golden one. */
const goldenWorld = () => {
  const old = sharedJson<DidDocument>("status/did-local.json");
  const golden = sharedJson<DidDocument>("status/golden-did.json");
  const document = {
    ...golden,
    verificationMethod: [...old.verificationMethod, ...golden.verificationMethod],
    assertionMethod: [...old.assertionMethod, ...golden.assertionMethod],
  };
  return verifierOf({
    documents: [document],
    lists: { [`${LIST}/revocation/1`]: sharedJson("status/sl-revocation.json") },
    issuers: [issuerCalled(DID)],
  });
};

test(`the golden credential verifies${where}`, async () => {
  if (!sharedData) return;
  expect(await verdictIn(goldenWorld(), sharedJson("status/golden.json"))).toBe("valid");
});

test(`every change of the golden credential's JSON is refused or could not be checked${where}`, async () => {
  if (!sharedData) return;
  const verifier = goldenWorld();
  const passed: string[] = [];
  let tried = 0;
  for (const [change, credential] of mutationsOf(sharedJson("status/golden.json"))) {
    tried += 1;
    const verdict = await verdictIn(verifier, credential);
    if (!REFUSED.has(verdict)) {
      passed.push(`${change}: ${verdict}`);
    }
  }
  // A proof by itself and one in an array are the same proof.
  expect(passed).toEqual(["its first alone at /proof: valid"]);
  expect(tried).toBeGreaterThan(500);
}, 180_000);
