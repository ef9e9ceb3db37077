import { describe, expect, test } from "vitest";
import { ISSUED, installation } from "#tests/factories/issuing.ts";
import { closedLoader } from "../../contexts/closed-loader.server.ts";
import { VC_V2 } from "../../contexts/pinned.ts";
import { dataIntegrity } from "./suite.server.ts";

const here = installation();
const suite = dataIntegrity(closedLoader);
const controller = here.document();
const [key] = controller.verificationMethod;
if (!key) throw new Error("no key");

type Members = Record<string, unknown>;

/** What each place of a document that can name a context is like with this address. */
const PLACES: [string, (address: string) => Members][] = [
  ["of its own", (address) => ({ "@context": [VC_V2, address] })],
  [
    "of a part",
    (address) => ({ credentialSubject: { "@context": address, id: "did:example:ana" } }),
  ],
  [
    "of a word of its own",
    (address) => ({
      "@context": [VC_V2, { Plan: { "@id": "https://example.org/Plan", "@context": address } }],
    }),
  ],
  [
    "to be imported",
    (address) => ({ "@context": [VC_V2, { "@version": 1.1, "@import": address }] }),
  ],
];

describe.each([
  // The library has these two in a map of its own.
  "https://w3id.org/security/v1",
  "https://w3id.org/security/v2",
  // And it is given the key by the same door as the contexts.
  key.id,
  "https://example.org/context.json",
])("%s is no context", (address) => {
  test.each(PLACES)("%s: nothing is signed and nothing verifies", async (_, place) => {
    const signed = JSON.parse(await here.secure(credential));
    const { proof, ...document } = { ...signed, ...place(address) };
    const request = { credential: document, verificationMethod: key.id, created: CREATED };
    await expect(suite.prepare(request)).rejects.toThrow();
    const changed = { ...document, proof };
    const asked = { verificationMethod: key, controller };
    expect(await suite.check({ credential: changed, ...asked })).toBe("unknown-context");
    expect(await suite.checkSignature({ document: changed, ...asked })).toBe("unknown-context");
  });
});

const CREATED = ISSUED.toISOString();

const credential = {
  "@context": [VC_V2],
  type: ["VerifiableCredential"],
  issuer: controller.id,
  credentialSubject: { id: "did:example:ana", name: "Ana" },
};
