import { expect, test } from "vitest";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { issuerCalled, type World } from "#tests/factories/verifier.ts";
import { verifyCredential } from "./verify-credential.ts";
import { type SignedDocument, withDocument } from "./verify-document.ts";

const here = installation();
const text = await here.issue();
const lists = { [LIST]: await here.list() };
const now = new Date(ISSUED.getTime() + 3_600_000);
const ownKey = () =>
  here.issuer().keys.find(({ algorithm }) => algorithm === "ES256")?.publicJwk ?? {};
const anotherKey = installation().issuer().keys[1]?.publicJwk ?? {};

async function verified(document: SignedDocument, world: Partial<World> = {}, sent = text) {
  const verifier = here.verifier({ lists, ...world });
  const verification = await verifyCredential(sent, verifier, now);
  if (typeof verification === "string") throw new Error(verification);
  return withDocument(verification, document, verifier);
}

const rowOf = ({ checks }: Awaited<ReturnType<typeof verified>>) =>
  checks.find(({ name }) => name === "document");

test("a PDF that the issuer's key signed is as good as the credential in it", async () => {
  const found = await verified({ intact: true, signerKey: ownKey() });
  expect(found).toMatchObject({ verdict: "valid", issuer: { did: DID } });
  expect(rowOf(found)).toMatchObject({ outcome: "passed" });
});

test.each([
  ["was changed after it was signed", { intact: false, signerKey: ownKey() }, "altered-document"],
  ["somebody else signed", { intact: true, signerKey: anotherKey }, "signed-by-another"],
  ["nobody signed", { intact: false, signerKey: null }, "unsigned-document"],
])("a PDF of ours that %s is tampered, and shows nothing", async (_, document, reason) => {
  const found = await verified(document);
  expect(found).toMatchObject({ verdict: "tampered", credential: null, issuer: null, keys: [] });
  expect(rowOf(found)).toMatchObject({ outcome: "failed", reason });
});

test("of another issuer's PDF there is no telling when we do not know who signed it", async () => {
  const issuers = [issuerCalled(DID)];
  for (const signerKey of [anotherKey, null]) {
    expect(await verified({ intact: signerKey !== null, signerKey }, { issuers })).toMatchObject({
      verdict: "could-not-check",
    });
  }
  expect(await verified({ intact: true, signerKey: ownKey() }, { issuers })).toMatchObject({
    verdict: "valid",
  });
  expect(await verified({ intact: false, signerKey: ownKey() }, { issuers })).toMatchObject({
    verdict: "tampered",
  });
});

test("a key that somebody else may have vouches for no page", async () => {
  const signerKey = ownKey();
  const issuer = here.issuer();
  const keys = issuer.keys.map((key) =>
    key.algorithm === "ES256" ? { ...key, compromisedSince: ISSUED.toISOString() } : key,
  );
  const found = await verified({ intact: true, signerKey }, { issuers: [{ ...issuer, keys }] });
  expect(found.verdict).toBe("could-not-check");
  expect(rowOf(found)).toMatchObject({ outcome: "unknown", reason: "compromised-key" });
});

test("a credential that was tampered with stays so in any PDF", async () => {
  const changed = text.replace("María", "Marta");
  const found = await verified({ intact: true, signerKey: ownKey() }, {}, changed);
  expect(found).toMatchObject({ verdict: "tampered", credential: null });
  expect(rowOf(found)).toMatchObject({ outcome: "not-checked" });
});
