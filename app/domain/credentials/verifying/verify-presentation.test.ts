import { beforeAll, describe, expect, test } from "vitest";
import { holderWithKey } from "#tests/factories/holder.ts";
import { DID, ISSUED, installation, LIST } from "#tests/factories/issuing.ts";
import { mutationsOf } from "#tests/factories/mutations.ts";
import { issuerCalled, type World } from "#tests/factories/verifier.ts";
import { VC_V2 } from "../contexts/pinned.ts";
import { verifyPresentation } from "./verify-presentation.ts";

type Members = Record<string, unknown>;

const NOW = new Date(ISSUED.getTime() + 3_600_000);
const here = installation();
const ana = holderWithKey();
const eva = holderWithKey();
let certificate: Members;
let lists: Record<string, unknown>;

beforeAll(async () => {
  certificate = JSON.parse(await here.issue());
  lists = { [LIST]: await here.list() };
});

/** With these members; those that are undefined are left out. */
function presentation(members: Members = {}): Members {
  const usual = { holder: ana.did, verifiableCredential: [certificate] };
  const type = ["VerifiablePresentation"];
  return JSON.parse(JSON.stringify({ "@context": [VC_V2], type, ...usual, ...members }));
}

async function verify(
  presented: unknown,
  asked: { challenge?: string; domain?: string } = {},
  world: Partial<World> = {},
  now = NOW,
) {
  const documents = [here.document(), ana.document, eva.document] as never[];
  const verifier = here.verifier({ lists, documents, ...world });
  const text = typeof presented === "string" ? presented : JSON.stringify(presented);
  const found = await verifyPresentation(text, verifier, { ...asked, now });
  if (typeof found === "string") return found;
  const verdicts = found.credentials.map((one) => (typeof one === "string" ? one : one.verdict));
  const { outcome, reason } = found.check;
  return outcome === "passed" ? verdicts.join(" ") : `${outcome}: ${reason}`;
}

describe("a presentation", () => {
  test("says who presents, and what each credential is worth", async () => {
    const presented = await ana.present(presentation());
    expect(await verify(presented)).toBe("valid");
    const revoked = { lists: { [LIST]: await here.list([94_567]) } };
    expect(await verify(presented, {}, revoked)).toBe("revoked");
  });

  test("with a JWT in its envelope is read", async () => {
    const jwt = await here.issue({}, {}, "vc-jwt");
    const enveloped = (id: string) => ({
      "@context": VC_V2,
      id,
      type: "EnvelopedVerifiableCredential",
    });
    const both = [enveloped(`data:application/vc+jwt,${jwt}`), enveloped(`data:text/x,${jwt}`)];
    const presented = await ana.present(presentation({ verifiableCredential: both }));
    expect(await verify(presented)).toBe("valid unsupported-proof");
  });

  test("of nothing passes, as there is nothing to doubt", async () => {
    expect(await verify(await ana.present(presentation({ verifiableCredential: [] })))).toBe("");
  });

  test("with a credential that was changed before is signed, and its credential is not", async () => {
    const changed = { ...certificate, name: "Otro" };
    const presented = await ana.present(presentation({ verifiableCredential: [changed] }));
    expect(await verify(presented)).toBe("tampered");
  });

  test.each(["holder", "a proof", "eleven credentials"])(
    "is refused with %s amiss",
    async (what) => {
      const { proof, ...unsigned } = await ana.present(presentation());
      const changed = {
        holder: async () => ({ ...unsigned, proof, holder: eva.did }),
        "a proof": async () => unsigned,
        "eleven credentials": () =>
          ana.present(presentation({ verifiableCredential: Array(11).fill(certificate) })),
      };
      const answers = {
        holder: "failed: not-by-holder",
        "a proof": "unknown: no-proof",
        "eleven credentials": "unknown: too-many-credentials",
      };
      const name = what as keyof typeof changed;
      expect(await verify(await changed[name]())).toBe(answers[name]);
    },
  );
});

describe("the challenge and the domain", () => {
  test("must be those that were asked for", async () => {
    const presented = await ana.present(presentation(), { challenge: "r1", domain: "a.example" });
    expect(await verify(presented, { challenge: "r1", domain: "a.example" })).toBe("valid");
    expect(await verify(presented, { challenge: "r2" })).toBe("failed: wrong-challenge");
    expect(await verify(presented, { domain: "b.example" })).toBe("failed: wrong-domain");
    const plain = await ana.present(presentation(), { challenge: "r1" });
    expect(await verify(plain, { challenge: "r1", domain: "a.example" })).toBe(
      "failed: wrong-domain",
    );
  });

  test("cannot be written into the proof afterwards", async () => {
    const presented = await ana.present(presentation(), { challenge: "r1" });
    const proof = { ...(presented.proof as object), challenge: "r2" };
    expect(await verify({ ...presented, proof }, { challenge: "r2" })).toBe("failed: signature");
  });
});

describe("a proof", () => {
  test("whose time is over is refused, and so is one whose time is no time", async () => {
    const presented = await ana.present(presentation());
    const until = (expires: string) => ({
      ...presented,
      proof: { ...(presented.proof as object), expires },
    });
    expect(await verify(until("2026-11-21T03:54:00Z"))).toBe("failed: expired-proof");
    expect(await verify(until("mañana"))).toBe("failed: expired-proof");
    // Within the skew of clocks, only the signature can tell that it was written in afterwards.
    expect(await verify(until("2026-11-21T03:56:00Z"))).toBe("failed: signature");
  });

  test("made to issue does not authenticate", async () => {
    const presented = await ana.present(presentation());
    const proof = { ...(presented.proof as object), proofPurpose: "assertionMethod" };
    expect(await verify({ ...presented, proof })).toBe("failed: wrong-purpose");
  });

  test("by a key that its holder lists for something else is not the holder's", async () => {
    const { authentication: _, ...rest } = ana.document;
    const documents = [here.document(), rest] as never[];
    expect(await verify(await ana.present(presentation()), {}, { documents })).toBe(
      "unknown: unlisted-key",
    );
  });

  test.each(["revoked", "expires"])("by a key that its holder %s is no proof", async (member) => {
    const presented = await ana.present(presentation());
    const dated = (date: string) => ({
      ...ana.document,
      verificationMethod: ana.document.verificationMethod.map((key) => ({
        ...key,
        [member]: date,
      })),
    });
    const at = (date: string) =>
      verify(presented, {}, { documents: [here.document(), dated(date)] as never[] });
    expect(await at("2026-11-21T03:00:00Z")).toBe("failed: retired-key");
    expect(await at("2026-11-22T03:00:00Z")).toBe("valid");
  });

  test("beside a second one that does not hold is refused", async () => {
    const presented = await ana.present(presentation());
    const proof = presented.proof as Members;
    const other = { ...proof, created: "2026-11-21T03:00:00Z" };
    expect(await verify({ ...presented, proof: [proof, other] })).toBe("failed: signature");
  });

  test("by a holder whose document cannot be had leaves it open", async () => {
    const documents = [here.document()] as never[];
    expect(await verify(await ana.present(presentation()), {}, { documents })).toBe(
      "unknown: unreachable",
    );
  });
});

describe("what the holder says without another's signature", () => {
  const said = (issuer: string) => ({
    "@context": [VC_V2],
    type: ["VerifiableCredential"],
    issuer,
    credentialSubject: { id: ana.did, name: "Ana" },
  });
  const present = (members: Members) => ana.present(presentation(members));
  const issuers = [issuerCalled(ana.did), issuerCalled(eva.did), here.issuer()];

  test("stands on the presentation's proof when the holder is its issuer", async () => {
    const presented = await present({ verifiableCredential: [said(ana.did)] });
    expect(await verify(presented, {}, { issuers })).toBe("valid");
  });

  test("cannot be said in words of its own", async () => {
    const given = said(ana.did);
    const own = { cargo: "https://schema.org/jobTitle" };
    const subject = { "@context": own, id: ana.did, cargo: "Oficial" };
    const changed: Members[] = [
      { ...given, credentialSubject: subject },
      { ...given, "@context": [VC_V2, own] },
    ];
    for (const credential of changed) {
      const presented = await present({ verifiableCredential: [credential] });
      expect(await verify(presented, {}, { issuers })).toBe("could-not-check");
    }
    const outside = await present({ "@context": [VC_V2, own] });
    expect(await verify(outside, {}, { issuers })).toBe("failed: not-plain");
  });

  test("cannot be said by an envelope", async () => {
    const type = ["VerifiableCredential", "EnvelopedVerifiableCredential"];
    const envelope = { ...said(ana.did), type, id: "data:text/plain,y" };
    const presented = await present({ verifiableCredential: [envelope] });
    expect(await verify(presented, {}, { issuers })).toBe("unsupported-proof");
  });

  test.each<[string, Members]>([
    ["another is its issuer", { verifiableCredential: [said(eva.did)] }],
    ["there is no holder", { verifiableCredential: [said(ana.did)], holder: undefined }],
    ["it is in our name", { verifiableCredential: [said(DID)] }],
  ])("is nobody's when %s", async (_, members) => {
    const presented = await present(members);
    expect(await verify(presented, {}, { issuers })).toBe("could-not-check");
  });
});

test("no change of the JSON of a presentation goes unseen, except three that say the same", async () => {
  const asked = { challenge: "r1", domain: "a.example" };
  const presented = await ana.present(presentation({ verifiableCredential: undefined }), asked);
  const passed: string[] = [];
  for (const [change, changed] of mutationsOf(presented)) {
    const found = await verify(changed, asked);
    if (!/^(failed|unknown): |^not-a-credential$/.test(found)) passed.push(`${change}: ${found}`);
  }
  expect(passed).toEqual([
    "with a context at /@context: ",
    "as an id at /holder: ",
    "in an array at /proof: ",
  ]);
}, 60_000);
