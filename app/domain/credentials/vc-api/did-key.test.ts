import { expect, test } from "vitest";
import { base58btc } from "../keys/multibase.ts";
import { didKey, didKeyDocument } from "./did-key.ts";

/** did:key §A.1, the first of its Ed25519 vectors. */
const PUBLISHED = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";

test("the document of a published did:key lists its one key to sign and to authenticate", () => {
  const address = `${PUBLISHED}#z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp`;
  expect(didKeyDocument(PUBLISHED)).toMatchObject({
    id: PUBLISHED,
    verificationMethod: [{ id: address, controller: PUBLISHED }],
    authentication: [address],
    assertionMethod: [address],
  });
});

test("a key of ours comes back as its document", () => {
  const did = didKey(new Uint8Array(32).fill(7));
  expect(didKeyDocument(did)).toMatchObject({ id: did });
});

const multikey = (...bytes: number[]) => `did:key:${base58btc(Uint8Array.from(bytes))}`;
const zeros = (length: number) => Array<number>(length).fill(0);

test.each([
  ["of P-256", "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"],
  ["a byte short", multikey(0xed, 0x01, ...zeros(31))],
  ["a byte long", multikey(0xed, 0x01, ...zeros(33))],
  ["without its header", multikey(...zeros(34))],
  ["with a path", `${PUBLISHED}/x`],
  ["with a fragment", `${PUBLISHED}#x`],
  ["in capitals", PUBLISHED.toUpperCase()],
  ["of did:web", "did:web:cabildo.example"],
  ["that is nothing", "did:key:"],
])("a key %s has none", (_, did) => {
  expect(didKeyDocument(did)).toBe(null);
});
