import { expect, test } from "vitest";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { issuerCalled, type World } from "#tests/factories/verifier.ts";
import type { PdfSignature } from "../formats/pdf/signature.ts";
import type { PublicJwk } from "../keys/key-ring.ts";
import { verifyCredential } from "./verify-credential.ts";
import { withDocument } from "./verify-document.ts";

const here = installation();
const text = await here.issue();
const lists = { [LIST]: await here.list() };
const now = new Date(ISSUED.getTime() + 3_600_000);
const ownKey = () =>
  here.issuer().keys.find(({ algorithm }) => algorithm === "ES256")?.publicJwk as PublicJwk;
const anotherKey = installation().issuer().keys[1]?.publicJwk as PublicJwk;

async function verified(document: PdfSignature, world: Partial<World> = {}, sent = text) {
  const verifier = here.verifier({ lists, ...world });
  const verification = await verifyCredential(sent, verifier, now);
  if (typeof verification === "string") throw new Error(verification);
  return withDocument(verification, document, verifier);
}

const rowOf = ({ checks }: Awaited<ReturnType<typeof verified>>) =>
  checks.find(({ name }) => name === "document");

test("a PDF that the issuer's key signed is as good as the credential in it", async () => {
  const found = await verified({ state: "intact", signerKey: ownKey() });
  expect(found).toMatchObject({ verdict: "valid", issuer: { did: DID } });
  expect(rowOf(found)).toMatchObject({ outcome: "passed" });
});

test.each<[string, PdfSignature, string]>([
  ["was changed after it was signed", { state: "changed", signerKey: null }, "altered-document"],
  ["somebody else signed", { state: "intact", signerKey: anotherKey }, "signed-by-another"],
  ["nobody signed", { state: "none", signerKey: null }, "unsigned-document"],
])("a PDF of ours that %s is tampered, and shows nothing", async (_, document, reason) => {
  const found = await verified(document);
  expect(found).toMatchObject({ verdict: "tampered", credential: null, issuer: null, keys: [] });
  expect(rowOf(found)).toMatchObject({ outcome: "failed", reason });
});

test("of another issuer's PDF there is no telling when we do not know who signed it", async () => {
  const issuers = [issuerCalled(DID)];
  for (const signerKey of [anotherKey, null]) {
    expect(
      await verified(
        { state: signerKey ? ("intact" as const) : ("none" as const), signerKey },
        { issuers },
      ),
    ).toMatchObject({
      verdict: "could-not-check",
    });
  }
  expect(await verified({ state: "intact", signerKey: ownKey() }, { issuers })).toMatchObject({
    verdict: "valid",
  });
  expect(await verified({ state: "changed", signerKey: null }, { issuers })).toMatchObject({
    verdict: "tampered",
  });
});

test("a key that somebody else may have vouches for no page", async () => {
  const signerKey = ownKey();
  const issuer = here.issuer();
  const keys = issuer.keys.map((key) =>
    key.algorithm === "ES256" ? { ...key, compromisedSince: ISSUED.toISOString() } : key,
  );
  const found = await verified({ state: "intact", signerKey }, { issuers: [{ ...issuer, keys }] });
  expect(found.verdict).toBe("could-not-check");
  expect(rowOf(found)).toMatchObject({ outcome: "unknown", reason: "compromised-key" });
});

test("a credential that was tampered with stays so in any PDF", async () => {
  const changed = text.replace("María", "Marta");
  const found = await verified({ state: "intact", signerKey: ownKey() }, {}, changed);
  expect(found).toMatchObject({ verdict: "tampered", credential: null });
  expect(rowOf(found)).toMatchObject({ outcome: "not-checked" });
});
