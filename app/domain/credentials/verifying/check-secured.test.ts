import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { DID, ISSUED, installation } from "#tests/factories/issuing.ts";
import type { World } from "#tests/factories/verifier.ts";
import { VC_V2 } from "../contexts/pinned.ts";
import { checkSecured } from "./check-secured.ts";
import { readCredential } from "./credential-text.ts";

type Members = Record<string, unknown>;

const here = installation();
const minutes = (count: number) => new Date(ISSUED.getTime() + count * 60_000);

const credential = {
  "@context": [VC_V2],
  id: "https://escuela.example/1",
  type: ["VerifiableCredential"],
  issuer: DID,
  credentialSubject: { id: "did:example:ana", name: "Ana" },
};

async function answer(text: string, now = minutes(0), world: Partial<World> = {}) {
  const read = readCredential(text);
  if (typeof read === "string") return read;
  const { outcome, reason } = await checkSecured(read, here.verifier(world), now);
  return reason ? `${outcome}: ${reason}` : outcome;
}

/** The issuer's document, with these members in each of its keys. */
const document = (changes: (key: Members) => Members): Members => ({
  ...here.document(),
  verificationMethod: here.document().verificationMethod.map((key) => ({
    ...key,
    ...changes({ ...key }),
  })),
});

describe.each(["data-integrity", "vc-jwt"] as const)("a key of an issuer, by %s", (format) => {
  test.each(["revoked", "expires"])("speaks no more when it is %s", async (member) => {
    const text = await here.secure(credential, format);
    const documents = [document(() => ({ [member]: minutes(10).toISOString() }))];
    expect(await answer(text, minutes(14), { documents })).toBe("passed");
    expect(await answer(text, minutes(15), { documents })).toBe("unknown: retired-key");
    const unclear = [document(() => ({ [member]: "ayer" }))];
    expect(await answer(text, minutes(0), { documents: unclear })).toBe("unknown: retired-key");
  });
});

test.each(["data-integrity", "vc-jwt"] as const)(
  "an issuer's document may write its keys from their #, by %s",
  async (format) => {
    const text = await here.secure(credential, format);
    const { assertionMethod, ...rest } = document(({ id }) => ({
      id: String(id).slice(DID.length),
    }));
    const listed = (assertionMethod as string[]).map((key) => key.slice(DID.length));
    const documents = [{ ...rest, assertionMethod: listed }];
    expect(await answer(text, minutes(0), { documents })).toBe("passed");
    const unlisted = [{ ...rest, assertionMethod: [] }];
    expect(await answer(text, minutes(0), { documents: unlisted })).toBe("failed: unlisted-key");
  },
);

describe("a proof", () => {
  test("counts until it expires, and its end cannot be changed", async () => {
    const until = await here.secureWithOptions(credential, {
      expires: minutes(10).toISOString(),
    });
    const text = JSON.stringify(until);
    expect(await answer(text, minutes(14))).toBe("passed");
    expect(await answer(text, minutes(15))).toBe("unknown: expired-proof");
    const later = { ...until.proof, expires: minutes(60).toISOString() };
    expect(await answer(JSON.stringify({ ...until, proof: later }), minutes(15))).toBe(
      "failed: signature",
    );
    const endless = { ...until.proof, expires: undefined };
    expect(await answer(JSON.stringify({ ...until, proof: endless }), minutes(15))).toBe(
      "failed: signature",
    );
  });

  test("need not say when it was made (VC Data Integrity §2.1)", async () => {
    const undated = await here.secureWithOptions(credential, { created: undefined });
    expect(await answer(JSON.stringify(undated))).toBe("passed");
    const dated = { ...undated.proof, created: minutes(0).toISOString() };
    expect(await answer(JSON.stringify({ ...undated, proof: dated }))).toBe("failed: signature");
  });
});

describe("the JWT of an issuer", () => {
  test("is not checked with a key of another type than its algorithm's", async () => {
    const text = await here.secure(credential, "vc-jwt");
    const { publicKey } = generateKeyPairSync("ed25519");
    const others = [
      publicKey.export({ format: "jwk" }),
      { kty: "oct", k: "AAAA" },
      {
        ...generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey.export({
          format: "jwk",
        }),
      },
    ];
    for (const publicKeyJwk of others) {
      const documents = [document((key) => (key.publicKeyJwk ? { publicKeyJwk } : {}))];
      expect(await answer(text, minutes(0), { documents })).toBe("unknown: unsupported-proof");
    }
  });

  test("with claims that say something else was signed like that: it is not tampering", async () => {
    const odd = await here.secure({ ...credential, iss: "did:web:otra.example" }, "vc-jwt");
    expect(await answer(odd)).toBe("unknown: claims-disagree");
  });

  test("counts for as long as it says", async () => {
    const exp = minutes(10).getTime() / 1000;
    const text = await here.secure({ ...credential, exp }, "vc-jwt");
    expect(await answer(text, minutes(14))).toBe("passed");
    expect(await answer(text, minutes(15))).toBe("unknown: expired-proof");
  });
});
