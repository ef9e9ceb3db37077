import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startVcApiCommand, type VcApiCommand } from "#tests/factories/vc-api.ts";
import { sharedData, sharedText, where } from "./shared-data.ts";

/** What w3c-ccg/vc-api-issuer-test-suite and vc-api-verifier-test-suite ask, in their order. */
type Members = Record<string, unknown>;

let api: VcApiCommand;
let secured: Members & { proof: Members };

const VERSIONS = {
  "2.0": { "@context": ["https://www.w3.org/ns/credentials/v2"] },
  "1.1": {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    issuanceDate: "2026-11-21T03:00:00Z",
    expirationDate: "2029-11-21T03:00:00Z",
  },
};

const unsigned = (version: keyof typeof VERSIONS = "2.0"): Members => ({
  ...VERSIONS[version],
  type: ["VerifiableCredential"],
  issuer: api.issuer,
  credentialSubject: { id: "did:example:ixim" },
});

const issue = (credential: unknown) => api.post("/credentials/issue", { credential });
const verify = (verifiableCredential: unknown) =>
  api.post("/credentials/verify", { verifiableCredential });

beforeAll(async () => {
  api = await startVcApiCommand();
  secured = (await issue(unsigned())).body.verifiableCredential;
});
afterAll(() => api.stop());

/** The values that the suites try where a string, an object or an array should be. */
const NO_STRING = [[], {}, null, 10, true];
const NO_OBJECT = ["string", null, 10, true, []];
const NO_ARRAY = ["string", {}, null, 10, true];
const NO_ISSUER = [[], {}, null, 10, true];

const without = (document: Members, member: string): Members => {
  const { [member]: _, ...rest } = document;
  return rest;
};

/** One change of a good document for each value. */
const withEach = (member: string, values: unknown[]) => (document: Members) =>
  values.map((value) => ({ ...document, [member]: value }));
const lacking = (member: string) => (document: Members) => [without(document, member)];
const lackingInProof = (member: string) => (document: Members) => [
  { ...document, proof: without(document.proof as Members, member) },
];
const each = (values: unknown[]) => values.map((value) => [value]);

type Requirement = [n: number, says: string, bad: ((document: Members) => Members[]) | "good"];

const ISSUER: Requirement[] = [
  [1, "issues a credential", "good"],
  [3, "wants @context", lacking("@context")],
  [4, "wants @context to be an array", withEach("@context", NO_ARRAY)],
  [5, "wants the items of @context to be strings", withEach("@context", each(NO_STRING))],
  [6, "wants a type", lacking("type")],
  [7, "wants the type to be an array", withEach("type", NO_ARRAY)],
  [8, "wants the items of the type to be strings", withEach("type", each(NO_STRING))],
  [9, "wants an issuer", lacking("issuer")],
  [10, "wants the issuer to be a string or an object", withEach("issuer", NO_ISSUER)],
  [11, "wants a credentialSubject", lacking("credentialSubject")],
  [12, "wants the credentialSubject to be an object", withEach("credentialSubject", NO_OBJECT)],
];

const VERIFIER: Requirement[] = [
  [1, "verifies a credential", "good"],
  [2, "refuses it without @context", lacking("@context")],
  [3, "refuses it without type", lacking("type")],
  [4, "refuses it without issuer", lacking("issuer")],
  [5, "refuses it without credentialSubject", lacking("credentialSubject")],
  [6, "refuses it without proof", lacking("proof")],
  [7, "refuses it without proof.type", lackingInProof("type")],
  [8, "refuses it without proof.created", lackingInProof("created")],
  [9, "refuses it without proof.verificationMethod", lackingInProof("verificationMethod")],
  [10, "refuses it without proof.proofValue", lackingInProof("proofValue")],
  [11, "refuses it without proof.proofPurpose", lackingInProof("proofPurpose")],
  [12, "refuses an @context that is no array", withEach("@context", NO_ARRAY)],
  [13, "refuses items of @context that are no context", withEach("@context", each(NO_STRING))],
  [14, "refuses a type that is no array", withEach("type", NO_ARRAY)],
  [15, "refuses items of the type that are no strings", withEach("type", each(NO_STRING))],
  [16, "refuses an issuer that is neither", withEach("issuer", NO_ISSUER)],
  [17, "refuses a credentialSubject that is no object", withEach("credentialSubject", NO_OBJECT)],
  [18, "refuses a proof that is no object", withEach("proof", NO_OBJECT)],
];

describe("VC-API, issuing", () => {
  test.each(ISSUER)("%d: %s", async (_, __, bad) => {
    if (bad === "good") expect((await issue(unsigned())).status).toBe(201);
    else
      for (const credential of bad(unsigned())) await expectRefused(issue(credential), credential);
  });

  test("2: wants the member credential in the body", async () => {
    for (const body of [{}, { credential: "x" }, { credential: [] }, { other: unsigned() }]) {
      const { status, body: answer } = await api.post("/credentials/issue", body);
      expect([status, answer.errors]).toEqual([400, ["malformed: credential"]]);
    }
  });

  test("13 and 14: takes issuanceDate and expirationDate of VC 1.1, or gives the first", async () => {
    const { issuanceDate, expirationDate } = VERSIONS["1.1"];
    const given = await issue(unsigned("1.1"));
    expect(given.body.verifiableCredential).toMatchObject({ issuanceDate, expirationDate });
    const { body } = await issue(without(unsigned("1.1"), "issuanceDate"));
    expect(Date.parse(body.verifiableCredential.issuanceDate)).toBeLessThanOrEqual(Date.now());
  });
});

describe("VC-API, verifying", () => {
  test.each(VERIFIER)("%d: %s", async (_, __, bad) => {
    if (bad === "good") {
      expect(await verify(secured)).toMatchObject({ status: 200, body: { verified: true } });
      return;
    }
    for (const credential of bad(secured)) {
      const { verified } = await expectRefused(verify(credential), credential);
      expect(verified).toBe(false);
    }
  });
});

test(`every requirement of the two suites has its test${where}`, () => {
  if (!sharedData) return;
  const rows = (suite: string) =>
    sharedText(`requirements/w3c-ccg_vc-api-${suite}-test-suite.tsv`)
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split("\t")[0]));
  expect([...ISSUER.map(([n]) => n), 2, 13, 14].sort((one, other) => one - other)).toEqual(
    rows("issuer"),
  );
  expect(VERIFIER.map(([n]) => n)).toEqual(rows("verifier"));
});

/** 400, with a reason, as problem details too. */
async function expectRefused(asked: ReturnType<typeof issue>, what: unknown) {
  const { status, body } = await asked;
  expect([status, body.errors.length], JSON.stringify(what)).toEqual([400, 1]);
  expect(body.problemDetails).toEqual([
    {
      type: expect.stringMatching(/^https:\/\/www\.w3\.org\/.+_ERROR$/),
      title: expect.any(String),
      detail: body.errors[0],
    },
  ]);
  return body;
}
