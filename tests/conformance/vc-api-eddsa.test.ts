import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromBase58btc } from "#app/domain/credentials/keys/multibase.ts";
import { holderWithKey } from "#tests/factories/holder.ts";
import { startVcApiCommand, type VcApiCommand } from "#tests/factories/vc-api.ts";

/** What w3c/vc-di-eddsa-test-suite asks of an issuer and a verifier of `eddsa-rdfc-2022`. */
type Members = Record<string, unknown>;

const ana = holderWithKey();
const WEB = "did:web:other.example";
const folder = mkdtempSync(join(tmpdir(), "cabildo-eddsa-"));
let api: VcApiCommand;
let secured: Members & { proof: Record<string, string> };

beforeAll(async () => {
  const file = join(folder, "did.json");
  writeFileSync(file, otherEncoding());
  api = await startVcApiCommand(["--did-document", file]);
  secured = (await issue(unsigned(api.issuer))).body.verifiableCredential;
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const unsigned = (issuer: string): Members => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  type: ["VerifiableCredential"],
  issuer,
  credentialSubject: { id: "did:example:ixim", name: "Kʼicheʼ 𐐷" },
});

const issue = (credential: unknown) => api.post("/credentials/issue", { credential });

async function verdictOn(verifiableCredential: unknown) {
  const { status, body } = await api.post("/credentials/verify", { verifiableCredential });
  return status === 200 ? "verified" : body.errors.join(" ");
}

const withProof = (changes: Members) => ({ ...secured, proof: { ...secured.proof, ...changes } });

/** Ana's key under a did:web, in base64url, which Multibase has and the suite does not. */
function otherEncoding(): string {
  const [, multikey = ""] = ana.did.split("did:key:");
  const bytes = Buffer.from(fromBase58btc(multikey) ?? []);
  return JSON.stringify(ana.document)
    .replaceAll(ana.did, WEB)
    .replace(
      `"publicKeyMultibase":"${multikey}"`,
      `"publicKeyMultibase":"u${bytes.toString("base64url")}"`,
    );
}

test("rows 1 to 12, 15, 16, 33 to 35: a proof has the members of its suite, and 64 bytes", () => {
  const { proof } = secured;
  expect(Object.keys(proof).sort()).toEqual(
    ["created", "cryptosuite", "proofPurpose", "proofValue", "type", "verificationMethod"].sort(),
  );
  expect(proof).toMatchObject({
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-rdfc-2022",
    proofPurpose: "assertionMethod",
    created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  });
  expect(proof.verificationMethod).toMatch(/^did:key:(z6Mk\w+)#\1$/);
  expect(fromBase58btc(proof.proofValue ?? "")).toHaveLength(64);
});

describe("rows 13, 14, 17 and 25: what canonicalisation would lose", () => {
  test.each<[string, Members]>([
    ["a word that no context defines", { unknown: "x" }],
    ["a type that is no address", { type: ["VerifiableCredential", "Nada"] }],
    ["an address that depends on where the document is", { evidence: { type: "relative/path" } }],
  ])("is neither issued nor verified: %s", async (_, more) => {
    const { status, body } = await issue({ ...unsigned(api.issuer), ...more });
    expect([status, body.errors]).toEqual([400, ["undefined-term"]]);
    expect(await verdictOn({ ...secured, ...more })).toBe("undefined-term");
  });
});

describe("rows 18 to 24, 38 to 44: a proof is refused", () => {
  test.each<[string, Members, string]>([
    ["of another type", { type: "Ed25519Signature2020" }, "unsupported-proof"],
    ["of another cryptosuite", { cryptosuite: "eddsa-jcs-2022" }, "unsupported-proof"],
    ["whose cryptosuite is no text", { cryptosuite: 1 }, "unsupported-proof"],
    ["for another purpose", { proofPurpose: "authentication" }, "wrong-purpose"],
    ["without bytes", { proofValue: "" }, "malformed-proof"],
    ["in another encoding", { proofValue: "uAAAA" }, "malformed-proof"],
    ["that was cut", { proofValue: "z1111" }, "malformed-proof"],
    ["made at no time", { created: "ayer" }, "signature"],
    ["by nobody", { verificationMethod: "" }, "not-by-issuer"],
    ["with a word of its own", { more: "x" }, "malformed-proof"],
  ])("%s", async (_, changes, reason) => {
    expect(await verdictOn(withProof(changes))).toBe(reason);
  });

  test("that is none", async () => {
    for (const proof of ["x", 1, true, null, [[]]]) {
      expect(await verdictOn({ ...secured, proof })).toMatch(/^(proof|malformed-proof)$/);
    }
  });
});

describe("rows 27 to 31: of several proofs", () => {
  test("all must hold", async () => {
    const { proof } = secured;
    const later = { ...proof, created: "2026-11-21T03:00:00Z" };
    expect(await verdictOn({ ...secured, proof: [proof, later] })).toBe("signature");
    expect(await verdictOn({ ...secured, proof: [proof] })).toBe("verified");
  });

  test("none may hang on another: a chain is not read, and never taken for a set", async () => {
    const { proof } = secured;
    for (const previousProof of ["urn:uuid:1", ["urn:uuid:1"], "urn:uuid:2"]) {
      const chain = [
        { ...proof, id: "urn:uuid:1" },
        { ...proof, previousProof },
      ];
      expect(await verdictOn({ ...secured, proof: chain })).toBe("unsupported-proof");
    }
  });
});

test("rows 36 and 37: a key in another encoding than base58-btc is not read", async () => {
  const credential = await ana.issue(unsigned(ana.did));
  expect(await verdictOn(credential)).toBe("verified");
  const text = JSON.stringify(credential).replaceAll(ana.did, WEB);
  expect(await verdictOn(JSON.parse(text))).toBe("invalid");
});
