import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyCredential } from "#app/domain/credentials/verifying/verify-credential.ts";
import { holderWithKey } from "#tests/factories/holder.ts";
import { DID, installation } from "#tests/factories/issuing.ts";
import { startVcApiCommand, type VcApiCommand } from "#tests/factories/vc-api.ts";
import { runCli } from "../integration/operator/processes.ts";

type Members = Record<string, unknown>;

const here = installation();
const ana = holderWithKey();
const folder = mkdtempSync(join(tmpdir(), "cabildo-vc-api-"));
let api: VcApiCommand;

beforeAll(async () => {
  const file = join(folder, "did.json");
  writeFileSync(file, JSON.stringify(here.document()));
  api = await startVcApiCommand(["--did-document", file]);
});

afterAll(async () => {
  expect(await api.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const V2 = { "@context": ["https://www.w3.org/ns/credentials/v2"] };
const V1 = {
  "@context": ["https://www.w3.org/2018/credentials/v1"],
  issuanceDate: "2026-11-21T03:00:00Z",
};

const unsigned = (members: Members): Members => ({
  type: ["VerifiableCredential"],
  issuer: api.issuer,
  credentialSubject: { id: ana.did },
  ...members,
});

async function issued(members: Members): Promise<Members> {
  const { status, body } = await api.post("/credentials/issue", { credential: unsigned(members) });
  expect(body).toHaveProperty("verifiableCredential");
  expect(status).toBe(201);
  return body.verifiableCredential;
}

async function verdictOn(verifiableCredential: unknown, checks?: string[]) {
  const options = checks && { checks };
  const { status, body } = await api.post("/credentials/verify", { verifiableCredential, options });
  expect(body.verified).toBe(status === 200);
  return body.verified ? "verified" : body.errors.join(" ");
}

const presentation = (credentials: Members[], context: Members = V2): Members => ({
  "@context": context["@context"],
  type: ["VerifiablePresentation"],
  holder: ana.did,
  verifiableCredential: credentials,
});

async function verdictOnPresentation(verifiablePresentation: unknown, options: Members = {}) {
  const asked = { verifiablePresentation, options };
  const { status, body } = await api.post("/presentations/verify", asked);
  expect(body.verified).toBe(status === 200);
  return body.verified ? "verified" : body.errors.join(" ");
}

test("it says which suites can be pointed at it, where, and who issues", async () => {
  const { status, body } = await api.get("/");
  expect(status).toBe(200);
  expect(body.suites.map(({ suite }: { suite: string }) => suite)).toContain(
    "w3c/vc-data-model-2.0-test-suite",
  );
  expect(body.issuers[0]).toMatchObject({
    id: api.issuer,
    endpoint: `${api.origin}/credentials/issue`,
  });
});

test("it is reached from this machine by 127.0.0.1 only, and starts for tests only", async () => {
  const { port } = new URL(api.origin);
  await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow();
  const { code, stderr } = await runCli(["vc-api", "--port", "0"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("with --test")]);
});

describe("a credential", () => {
  test.each([
    ["VC 2.0", V2],
    ["VC 1.1", V1],
  ])("of %s is issued under a did:key, verifies, and shows every change", async (_, version) => {
    const credential = await issued(version);
    expect(credential).toMatchObject({
      ...{ issuer: api.issuer, proof: { cryptosuite: "eddsa-rdfc-2022" } },
    });
    expect(await verdictOn(credential)).toBe("verified");
    const { proof, ...rest } = credential as Members & { proof: Members };
    const other = { id: "did:example:other" };
    expect(await verdictOn({ ...rest, proof, credentialSubject: other })).toBe("signature");
    const later = { ...proof, created: "2026-11-21T03:00:00Z" };
    expect(await verdictOn({ ...rest, proof: later })).toBe("signature");
    expect(await verdictOn({ ...rest, proof, unknown: "x" })).toBe("undefined-term");
    expect(await verdictOn({ ...rest, proof, evidence: [] })).toBe("evidence");
    expect(await verdictOn({ ...rest, proof, issuer: ana.did })).toBe("not-by-issuer");
  });

  test("by a did:key that another library made verifies", async () => {
    expect(await verdictOn(await ana.issue(unsigned({ ...V2, issuer: ana.did })))).toBe("verified");
    expect(await verdictOn(await ana.issue(unsigned({ ...V1, issuer: ana.did })))).toBe("verified");
  });

  test("of a did:web whose document was given verifies, as JSON, as JWT and enveloped", async () => {
    const jwt = await here.issue({}, {}, "vc-jwt");
    const enveloped = {
      ...{ "@context": V2["@context"], type: "EnvelopedVerifiableCredential" },
      id: `data:application/vc+jwt,${jwt}`,
    };
    for (const credential of [JSON.parse(await here.issue()), jwt, enveloped]) {
      // Its list is not to be had here, and is not taken for one that says nothing.
      expect(await verdictOn(credential)).toBe("list-unreachable");
      expect(await verdictOn(credential, ["proof", "validityPeriod"])).toBe("verified");
    }
    expect(await verdictOn({ ...enveloped, id: `data:text/plain,${jwt}` })).toBe(
      "unsupported-proof",
    );
  });

  test("of a DID that is not known is not verified", async () => {
    const other = JSON.parse((await here.issue()).replaceAll(DID, "did:web:other.example"));
    expect(await verdictOn(other)).toBe("unreachable");
  });

  test.each([
    ["VC 2.0", { ...V2, validUntil: "2020-01-01T00:00:00Z" }, "2020-01-01T00:00:00Z"],
    ["VC 1.1", { ...V1, expirationDate: "2026-11-21T03:00:01Z" }, "2026-11-21T03:00:01Z"],
    ["VC 2.0", { ...V2, validFrom: "2999-01-01T00:00:00Z" }, "2999-01-01T00:00:00Z"],
  ])("of %s out of its time is verified only when its time is not asked", async (_, dated, why) => {
    const credential = await issued(dated);
    expect(await verdictOn(credential)).toBe(why);
    expect(await verdictOn(credential, ["proof"])).toBe("verified");
  });

  test("is not issued in another's name, nor with a date that VC 1.1 does not have", async () => {
    const reason = async (members: Members) =>
      (await api.post("/credentials/issue", { credential: unsigned(members) })).body.errors;
    expect(await reason({ ...V2, issuer: DID })).toEqual(["not-our-issuer"]);
    expect(await reason({ ...V1, issuanceDate: "ayer" })).toEqual(["date"]);
    expect(await reason({ ...V2, name: null })).toEqual(["text"]);
  });

  test("of VC 1.1 that it takes is none to the site's own verifier", async () => {
    const documents = [ana.document as never];
    const text = JSON.stringify(await ana.issue(unsigned({ ...V1, issuer: ana.did })));
    expect(await verifyCredential(text, here.verifier({ documents }), new Date())).toMatchObject({
      verdict: "could-not-check",
      checks: expect.arrayContaining([{ name: "form", outcome: "failed", reason: "base-context" }]),
    });
  });
});

describe("a presentation", () => {
  test("of either version is verified with what was asked, and with nothing else", async () => {
    for (const version of [V2, V1]) {
      const asked = { challenge: "r1", domain: "cabildo.example" };
      const presented = await ana.present(presentation([await issued(version)], version), asked);
      expect(await verdictOnPresentation(presented)).toBe("verified");
      expect(await verdictOnPresentation(presented, asked)).toBe("verified");
      expect(await verdictOnPresentation(presented, { ...asked, challenge: "r2" })).toBe(
        "wrong-challenge",
      );
      expect(await verdictOnPresentation(presented, { domain: "other.example" })).toBe(
        "wrong-domain",
      );
    }
  });

  test("is not verified with one credential of two amiss", async () => {
    const good = await issued(V2);
    const presented = await ana.present(presentation([good, { ...good, name: "Otro" }]));
    expect(await verdictOnPresentation(presented)).toBe("signature");
    const old = await issued({ ...V2, validUntil: "2020-01-01T00:00:00Z" });
    const both = await ana.present(presentation([good, old]));
    expect(await verdictOnPresentation(both)).toBe("2020-01-01T00:00:00Z");
    expect(await verdictOnPresentation(both, { checks: ["proof"] })).toBe("verified");
  });

  test("that was changed, or that nobody or another signed, is not verified", async () => {
    const presented = await ana.present(presentation([await issued(V2)]));
    const { proof: _, ...nobodys } = presented;
    expect(await verdictOnPresentation(nobodys)).toBe("no-proof");
    expect(await verdictOnPresentation({ ...presented, id: "urn:x:1" })).toBe("signature");
    expect(await verdictOnPresentation({ ...presented, holder: api.issuer })).toBe("not-by-holder");
    expect(await verdictOnPresentation({ ...presented, verifiableCredential: [] })).toBe(
      "signature",
    );
  });

  test("of VC 1.1 without a date of issue in a credential is none", async () => {
    const { issuanceDate: _, ...undated } = await issued(V1);
    expect(await verdictOnPresentation(presentation([undated], V1))).toBe("date");
  });
});

describe("a request", () => {
  test.each([
    ["no JSON", "{", "not-json"],
    ["nothing", "", "not-json"],
    ["a list", "[]", "not-an-object"],
    ["a member named twice", '{"credential":{},"credential":{"a":1}}', "duplicate-member"],
    ["one twice inside", '{"verifiableCredential":{"id":"a","\\u0069d":"b"}}', "duplicate-member"],
    ["too deep a value", `{"a":${"[".repeat(100)}${"]".repeat(100)}}`, "too-deep"],
    ["no credential", "{}", "malformed: verifiableCredential"],
    [
      "a check that is none",
      '{"verifiableCredential":{},"options":{"checks":["x"]}}',
      "malformed: options.checks.0",
    ],
  ])("with %s is answered with 400", async (_, text, reason) => {
    const { status, body } = await api.post("/credentials/verify", text);
    expect({ status, ...body }).toMatchObject({ status: 400, verified: false, errors: [reason] });
  });

  test("of more than 1 MB is answered with 413, and what is not JSON by its type with 415", async () => {
    const large = JSON.stringify({ verifiableCredential: "x".repeat(1024 * 1024) });
    expect((await api.post("/credentials/verify", large)).status).toBe(413);
    const form = { "content-type": "text/plain" };
    expect((await api.post("/credentials/verify", "{}", form)).status).toBe(415);
  });

  test("for another path is answered with 404, and one that posts nothing with 405", async () => {
    expect((await api.post("/credentials/derive", {})).status).toBe(404);
    expect((await api.get("/credentials/verify")).status).toBe(405);
  });

  test("by a name that somebody made point here is answered with 421", async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "rebound.example" };
      request(api.origin, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
