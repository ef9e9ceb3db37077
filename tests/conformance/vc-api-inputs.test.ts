import { afterAll, beforeAll, expect, test } from "vitest";
import { base58btc } from "#app/domain/credentials/keys/multibase.ts";
import { holderWithKey } from "#tests/factories/holder.ts";
import { startVcApiCommand, type VcApiCommand } from "#tests/factories/vc-api.ts";
import { exampleLoader } from "./example-contexts.ts";
import { where } from "./shared-data.ts";
import { expected, inputs, prepared } from "./vcdm2-inputs.ts";

/** The 96 inputs of w3c/vc-data-model-2.0-test-suite through the running command, as the suite sends them. */
type Members = Record<string, unknown>;

const holder = holderWithKey(exampleLoader);
/** The key with which the suite signs presentations, and which its inputs name as their holder. */
const SUITE_HOLDER = "did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj";

/** Where a proof says more than the data model: what is refused only because of who signed it. */
const BY_PROOF: Record<string, { answer: string; because: string }> = {
  "presentation-enveloped-vc-ok": {
    answer: "unsupported-proof",
    because: "Its shape is right; the JWT in it is VC 1.1's way and nobody signed it.",
  },
  "presentation-self-asserted-vc-holder-mismatch": {
    answer: "not-by-holder",
    because: "VC 2.0 §4.13: it is not the holder that it names who signed it.",
  },
};

const answerTo = (name: string) => BY_PROOF[name]?.answer ?? expected(name);
const ofCredentials = inputs().filter((name) => name.startsWith("credential"));
const ofPresentations = inputs().filter((name) => name.startsWith("presentation"));

let api: VcApiCommand;
beforeAll(async () => {
  api = await startVcApiCommand();
});
afterAll(() => api.stop());

const onlyProof = { checks: ["proof"] };
const issue = (credential: Members) => api.post("/credentials/issue", { credential });
const verify = (verifiableCredential: Members) =>
  api.post("/credentials/verify", { verifiableCredential, options: onlyProof });
const verifyPresentation = (verifiablePresentation: Members) =>
  api.post("/presentations/verify", { verifiablePresentation, options: { checks: [] } });

test(`there are 71 credentials and 25 presentations${where}`, () => {
  expect([ofCredentials.length, ofPresentations.length]).toEqual(where ? [0, 0] : [71, 25]);
});

test.each(ofCredentials.filter((name) => !answerTo(name)))(
  "VC-API: %s is issued, and what was issued verifies",
  async (name) => {
    const issued = await issue(prepared(name, api.issuer));
    expect(issued).toMatchObject({ status: 201, body: { verifiableCredential: {} } });
    const verified = await verify(issued.body.verifiableCredential);
    expect(verified).toMatchObject({ status: 200, body: { verified: true, errors: [] } });
  },
);

test.each(ofCredentials.filter(answerTo))(
  "VC-API: %s is neither issued nor verified, for its own reason",
  async (name) => {
    const input = prepared(name, api.issuer);
    const reason = { status: 400, body: { errors: [answerTo(name)] } };
    expect(await issue(input)).toMatchObject(reason);
    expect(await verify(forged(input))).toMatchObject({
      ...reason,
      body: { verified: false, ...reason.body },
    });
  },
);

test.each(ofPresentations.filter((name) => !answerTo(name)))(
  "VC-API: %s is verified, signed as the suite signs it",
  async (name) => {
    const found = await verifyPresentation(await presented(name));
    expect(found).toMatchObject({ status: 200, body: { verified: true, errors: [] } });
  },
);

test.each(ofPresentations.filter(answerTo))(
  "VC-API: %s is refused, for its own reason",
  async (name) => {
    const found = await verifyPresentation(await presented(name));
    expect(found).toMatchObject({
      status: 400,
      body: { verified: false, errors: [answerTo(name)] },
    });
  },
);

/** With a proof that is none, where the input brings none: it must not be why it is refused. */
function forged(input: Members): Members {
  const [, multikey] = api.issuer.split("did:key:");
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-rdfc-2022",
    created: "2026-11-21T03:00:00Z",
    verificationMethod: `${api.issuer}#${multikey}`,
    proofPurpose: "assertionMethod",
    proofValue: base58btc(new Uint8Array(64).fill(7)),
  };
  return "proof" in input ? input : { ...input, proof };
}

/** Credentials issued and all signed by one key; what the library will not sign goes unsigned. */
async function presented(name: string): Promise<Members> {
  const text = JSON.stringify(prepared(name, "")).replaceAll(SUITE_HOLDER, holder.did);
  const presentation: Members = JSON.parse(text);
  const credentials = [presentation.verifiableCredential ?? []].flat() as Members[];
  const isPlain = ({ type }: Members) => [type].flat().includes("VerifiableCredential");
  const issued = credentials.map((credential) =>
    isPlain(credential) ? holder.issue({ ...credential, issuer: holder.did }) : credential,
  );
  const whole = {
    ...presentation,
    ...(credentials.length > 0 && { verifiableCredential: await Promise.all(issued) }),
  };
  return holder.present(whole).catch(() => whole);
}
