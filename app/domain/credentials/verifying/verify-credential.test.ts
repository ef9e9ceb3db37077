import { beforeAll, describe, expect, test } from "vitest";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { mutationsOf } from "#tests/factories/mutations.ts";
import type { World } from "#tests/factories/verifier.ts";
import { statusEntry } from "../status/status-entry.ts";
import type { Verifier } from "./verifier.ts";
import { verifyCredential } from "./verify-credential.ts";

const at = (hours: number) => new Date(ISSUED.getTime() + hours * 3_600_000);
const INDEX = 94_567;
const here = installation();
let lists: Record<string, unknown>;
let json: string;
let jwt: string;

beforeAll(async () => {
  lists = { [LIST]: await here.list() };
  json = await here.issue();
  jwt = await here.issue({}, {}, "vc-jwt");
});

/** What is no word on a credential: nothing of it is shown. */
const REFUSED = new Set(["tampered", "could-not-check", "unknown-issuer", "not-a-credential"]);

async function verdictOf(text: string, world: Partial<World> = {}, now = at(1)) {
  const found = await verifyCredential(text, here.verifier({ lists, ...world }), now);
  return typeof found === "string" ? found : found.verdict;
}

const parsed = (text: string): Record<string, unknown> => JSON.parse(text);

const recordOf =
  (credential: string, changes: object = {}): Verifier["issued"] =>
  async () => ({
    ok: true,
    value: {
      ...{ credential: parsed(credential), loggedAt: at(0.1), supersededBy: null },
      ...{ revoked: false, suspended: false, ...changes },
    },
  });

describe("a certificate of ours", () => {
  test("is valid as JSON and as JWT", async () => {
    expect(await verdictOf(json)).toBe("valid");
    expect(await verdictOf(jwt)).toBe("valid");
  });

  test("has a row for each check, in order", async () => {
    const found = await verifyCredential(json, here.verifier({ lists }), at(1));
    expect(found).toMatchObject({ verdict: "valid", issuer: { did: DID } });
    expect(
      typeof found === "string"
        ? []
        : found.checks.map(({ name, outcome }) => `${name} ${outcome}`),
    ).toEqual([
      "form passed",
      "proof passed",
      "as-issued does-not-apply",
      "document does-not-apply",
      "issuer passed",
      "not-revoked passed",
      "not-suspended does-not-apply",
      "not-superseded does-not-apply",
      "begun passed",
      "in-force does-not-apply",
    ]);
  });

  test("shows nothing of itself when it was tampered with", async () => {
    const changed = json.replace("María", "Marta");
    const found = await verifyCredential(changed, here.verifier({ lists }), at(1));
    expect(found).toMatchObject({ verdict: "tampered", credential: null, issuer: null, keys: [] });
  });

  test("still verifies after three rotations of the keys", async () => {
    const other = installation();
    const issued = [await other.issue(), await other.issue({}, {}, "vc-jwt")];
    for (let turn = 0; turn < 3; turn += 1) other.rotate();
    const world = { lists: { [LIST]: await other.list() } };
    for (const text of issued) {
      expect(await verifyCredential(text, other.verifier(world), at(1))).toMatchObject({
        verdict: "valid",
      });
    }
  });

  test("counts under a compromised key only when the log had it before", async () => {
    const other = installation();
    const text = await other.issue();
    other.rotate(at(10));
    const list = await other.list();
    const verdict = async (loggedAt: Date | null) => {
      const world = { lists: { [LIST]: list }, issued: recordOf(text, { loggedAt }) };
      const found = await verifyCredential(text, other.verifier(world), at(1));
      return typeof found === "string" ? found : found.verdict;
    };
    expect(await verdict(at(9))).toBe("valid");
    expect(await verdict(at(11))).toBe("tampered");
    expect(await verdict(null)).toBe("tampered");
  });

  test.each([
    [1, "valid"],
    [-0.08, "valid"],
    [-0.09, "not-yet-valid"],
  ])(
    "%d hours after it was issued is %s: clocks differ by 300 s at most",
    async (hours, verdict) => {
      const list = await here.list([], "revocation", at(-2));
      expect(await verdictOf(json, { lists: { [LIST]: list } }, at(hours))).toBe(verdict);
    },
  );

  test("expires", async () => {
    const short = await here.issue({ expiresAt: at(2).toISOString() });
    expect(await verdictOf(short, {}, at(2.08))).toBe("valid");
    expect(await verdictOf(short, {}, at(2.09))).toBe("expired");
  });
});

describe("our record", () => {
  test("says what was issued, so that a change that signs the same is tampering", async () => {
    const badge = await here.issue({}, { evidence: [] });
    const issued = recordOf(badge);
    expect(await verdictOf(badge, { issued })).toBe("valid");
    const turned = { ...parsed(badge), type: ["OpenBadgeCredential", "VerifiableCredential"] };
    expect(await verdictOf(JSON.stringify(turned), { issued })).toBe("tampered");
  });

  test("compares a JWT by what its payload says", async () => {
    expect(await verdictOf(jwt, { issued: recordOf(json) })).toBe("tampered");
    const badge = { ...parsed(json), proof: undefined };
    const same = await here.secure(JSON.parse(JSON.stringify(badge)), "vc-jwt");
    expect(await verdictOf(same, { issued: recordOf(json) })).toBe("valid");
  });

  test("does not have what a stolen key signed", async () => {
    expect(await verdictOf(json, { issued: async () => ({ ok: true, value: null }) })).toBe(
      "tampered",
    );
  });

  test("is asked also of what says that it is a status list as well", async () => {
    const issued: Verifier["issued"] = async () => ({ ok: true, value: null });
    const { proof: _, ...badge } = parsed(json);
    const type = ["VerifiableCredential", "BitstringStatusListCredential"];
    const subject = { ...(badge.credentialSubject as object), type: "BitstringStatusList" };
    const both = [
      { ...badge, type: [...type, "OpenBadgeCredential"] },
      { ...badge, type, credentialSubject: subject },
    ];
    for (const forged of both) {
      expect(await verdictOf(await here.secure(forged, "vc-jwt"), { issued })).toBe("tampered");
    }
    expect(await verdictOf(await here.list(), { issued })).toBe("valid");
  });

  test("says which certificate took its place", async () => {
    const issued = recordOf(json, { supersededBy: "https://cabildo.example/verificar/b" });
    expect(await verdictOf(json, { issued })).toBe("superseded");
  });

  test("takes one proof by itself for the same proof in an array", async () => {
    const [proof] = parsed(json).proof as unknown[];
    const alone = JSON.stringify({ ...parsed(json), proof });
    expect(await verdictOf(alone, { issued: recordOf(json) })).toBe("valid");
    const indented = JSON.stringify(
      Object.fromEntries(Object.entries(parsed(json)).reverse()),
      null,
      2,
    );
    expect(await verdictOf(indented, { issued: recordOf(json) })).toBe("valid");
  });

  test("that cannot be asked leaves no verdict", async () => {
    const issued = async () => ({ ok: false, reason: "unreachable" }) as const;
    expect(await verdictOf(json, { issued })).toBe("could-not-check");
  });
});

describe("status", () => {
  test("a set bit is revoked, and a neighbour's bit is nothing", async () => {
    expect(await verdictOf(json, { lists: { [LIST]: await here.list([INDEX]) } })).toBe("revoked");
    const neighbours = await here.list([INDEX - 1, INDEX + 1]);
    expect(await verdictOf(json, { lists: { [LIST]: neighbours } })).toBe("valid");
  });

  test("a list can be a JWT", async () => {
    const list = await here.list([INDEX], "revocation", ISSUED, "vc-jwt");
    expect(await verdictOf(json, { lists: { [LIST]: list } })).toBe("revoked");
  });

  test("a suspension that is lifted leaves it valid", async () => {
    const status = statusEntry(LIST, "suspension", INDEX);
    const text = await here.issue({}, { status });
    const list = (set: number[]) => here.list(set, "suspension");
    expect(await verdictOf(text, { lists: { [LIST]: await list([INDEX]) } })).toBe("suspended");
    expect(await verdictOf(text, { lists: { [LIST]: await list([]) } })).toBe("valid");
  });

  test.each<[string, () => Promise<unknown> | unknown]>([
    ["cannot be reached", () => undefined],
    ["is not a credential", () => "<html></html>"],
    ["is about something else", () => here.list([], "suspension")],
    ["is a day old", () => here.list([], "revocation", at(-24))],
    ["is signed by another", async () => (await installation().list()) as string],
    ["is the certificate itself", () => json],
    [
      "was changed",
      async () => (await here.list()).replace(/"encodedList":"uH/, '"encodedList":"uI'),
    ],
  ])("a list that %s is never green", async (_, list) => {
    const verdict = await verdictOf(json, { lists: { [LIST]: await list() } });
    expect(verdict).toBe("could-not-check");
  });

  test("a status of a kind that we do not read is never green", async () => {
    const status = { id: LIST, type: "1EdTechRevocationList" };
    const text = await here.issue({}, { status: status as never });
    expect(await verdictOf(text)).toBe("could-not-check");
  });

  test("every change of a list's JSON leaves no verdict", async () => {
    const passed: string[] = [];
    for (const [change, list] of mutationsOf(parsed(await here.list()))) {
      const verdict = await verdictOf(json, { lists: { [LIST]: list } });
      if (verdict !== "could-not-check") passed.push(`${change}: ${verdict}`);
    }
    expect(passed).toEqual(["in an array at /proof: valid"]);
  }, 60_000);
});

describe("what was signed by another", () => {
  test("in our name is tampering", async () => {
    expect(await verdictOf(await installation().issue())).toBe("tampered");
    expect(await verdictOf(await installation().issue({}, {}, "vc-jwt"))).toBe("tampered");
  });

  test("in the name of an issuer that we do not know is not green", async () => {
    expect(await verdictOf(json, { issuers: [] })).toBe("unknown-issuer");
  });

  test("of whom we know nothing is not asked for anything, and nothing of it is shown", async () => {
    const asked: string[] = [];
    const ask = async (address: string) => {
      asked.push(address);
      return { ok: false, reason: "unreachable" } as const;
    };
    const verifier = {
      ...here.verifier({ issuers: [] }),
      didDocument: ask,
      statusList: ask,
      issued: ask,
    };
    for (const text of [json, jwt, json.replace("María", "Marta")]) {
      expect(await verifyCredential(text, verifier, at(1))).toMatchObject({
        verdict: "unknown-issuer",
        issuer: null,
        credential: null,
        keys: [],
        checks: expect.arrayContaining([
          { name: "proof", outcome: "not-checked", reason: null },
          { name: "issuer", outcome: "failed", reason: "unknown-issuer" },
        ]),
      });
    }
    expect(asked).toEqual([]);
  });

  test("of whom we know nothing is looked at whole where the operator wants it", async () => {
    const verifier = { ...here.verifier({ lists, issuers: [] }), asksUnknownIssuers: true };
    expect(await verifyCredential(json, verifier, at(1))).toMatchObject({
      verdict: "unknown-issuer",
      credential: parsed(json),
    });
    const changed = json.replace("María", "Marta");
    expect(await verifyCredential(changed, verifier, at(1))).toMatchObject({ verdict: "tampered" });
  });

  test("whose DID document cannot be had, or is another's, leaves no verdict", async () => {
    expect(await verdictOf(json, { documents: [] })).toBe("could-not-check");
  });
});

test("every change of the JSON of a certificate of ours shows, also where there is no record", async () => {
  const badge = await here.issue(
    { expiresAt: at(9).toISOString() },
    { evidence: [{ name: "Plan", narrative: "Publicado.", address: "https://salcaja.example/p" }] },
  );
  const passed: string[] = [];
  for (const [change, credential] of mutationsOf(parsed(badge))) {
    const verdict = await verdictOf(JSON.stringify(credential));
    if (!REFUSED.has(verdict)) {
      passed.push(`${change}: ${verdict}`);
    }
  }
  // A proof by itself and one in an array are the same proof.
  expect(passed).toEqual(["its first alone at /proof: valid"]);
}, 120_000);
