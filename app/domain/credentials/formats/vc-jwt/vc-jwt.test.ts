import { decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { DID, installation } from "#tests/factories/issuing.ts";
import { claimsFault, credentialOf, decoded, readCompact } from "./compact.ts";
import { publicKeyFor } from "./public-key.ts";

const here = installation();
let jwt: string;
let parts: [string, string, string];

beforeAll(async () => {
  jwt = await here.issue({ expiresAt: "2029-11-21T03:00:00.000Z" }, {}, "vc-jwt");
  parts = jwt.split(".") as typeof parts;
});

const AT = { now: new Date("2027-01-01T00:00:00Z"), skew: 300 };

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const payload = () => JSON.parse(Buffer.from(parts[1], "base64url").toString());

test("jose takes it, by the key that the DID document lists", async () => {
  const method = here.document().verificationMethod.find(({ type }) => type === "JsonWebKey");
  if (method?.type !== "JsonWebKey") throw new Error("no key");
  const key = await importJWK({ ...method.publicKeyJwk }, "ES256");
  const { protectedHeader } = await jwtVerify(jwt, key, {
    issuer: DID,
    currentDate: new Date("2027-01-01T00:00:00Z"),
  });
  expect(protectedHeader).toEqual({ alg: "ES256", typ: "vc+jwt", cty: "vc", kid: method.id });
});

test("its claims say again what the credential says", () => {
  const claims = payload();
  expect(claims).toMatchObject({
    iss: DID,
    jti: claims.id,
    nbf: Date.parse(claims.validFrom) / 1000,
    exp: Date.parse(claims.validUntil) / 1000,
  });
  expect(claimsFault(claims, AT)).toBe(null);
  expect(credentialOf(claims)).not.toHaveProperty("iss");
});

test.each(["iss", "jti", "nbf", "exp", "sub"])("a claim %s of its own does not agree", (name) => {
  expect(claimsFault({ ...payload(), [name]: "another" }, AT)).toBe("claims-disagree");
});

test("times of its own bound the signature; those of the credential are its dates' to tell", () => {
  const seconds = AT.now.getTime() / 1000;
  const fault = (claims: object, now = AT.now) =>
    claimsFault({ ...payload(), ...claims }, { ...AT, now });
  expect(fault({ exp: seconds - 300 })).toBe("expired-proof");
  expect(fault({ exp: seconds - 299, nbf: seconds + 300 })).toBe(null);
  expect(fault({ nbf: seconds + 301 })).toBe("early-proof");
  expect(fault({}, new Date("2040-01-01T00:00:00Z"))).toBe(null);
  expect(fault({}, new Date("2020-01-01T00:00:00Z"))).toBe(null);
});

test("of the 63 other last characters of the signature none is read", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const sameBytes = [...alphabet]
    .filter((last) => last !== jwt.at(-1))
    .filter((last) => {
      const changed = jwt.slice(0, -1) + last;
      const signature = changed.split(".")[2] ?? "";
      const same = Buffer.from(signature, "base64url").equals(Buffer.from(parts[2], "base64url"));
      return same && typeof readCompact(changed) !== "string";
    });
  expect(sameBytes).toEqual([]);
});

test("base64url is read in its one spelling only", () => {
  expect(decoded("AA")).toEqual(Uint8Array.of(0));
  for (const text of ["", "AB", "A", "AA==", "A+", "A A", "AA\n"]) expect(decoded(text)).toBe(null);
});

test.each([
  ["alg none", { alg: "none" }, "no-proof"],
  ["HS256", { alg: "HS256" }, "unsupported-proof"],
  ["no kid", { kid: undefined }, "unsupported-proof"],
  ["an extension that must be understood", { crit: ["exp"] }, "unsupported-proof"],
  ["a detached payload", { b64: false }, "unsupported-proof"],
  ["another type", { typ: "at+jwt" }, "unsupported-proof"],
  ["a key of its own", { jwk: { kty: "EC" } }, "unsupported-proof"],
  ["an address of keys", { jku: "https://a.example/keys" }, "unsupported-proof"],
  ["an address of certificates", { x5u: "https://a.example/x" }, "unsupported-proof"],
  ["certificates", { x5c: ["MIIB"] }, "unsupported-proof"],
  ["an extension named null", { crit: null }, "unsupported-proof"],
])("a header with %s is refused", (_, changes, fault) => {
  const header = { ...decodeProtectedHeader(jwt), ...changes };
  expect(readCompact([encoded(header), parts[1], parts[2]].join("."))).toBe(fault);
});

test("alg none is told apart also without a signature", () => {
  expect(readCompact(`${encoded({ alg: "none" })}.${parts[1]}.`)).toBe("no-proof");
});

test.each([
  ["two parts", () => `${parts[0]}.${parts[1]}`],
  ["four parts", () => `${jwt}.AA`],
  ["a payload that is a list", () => `${parts[0]}.${encoded([])}.${parts[2]}`],
  ["a payload that is not UTF-8", () => `${parts[0]}.gIA.${parts[2]}`],
])("%s are refused", (_, text) => {
  expect(readCompact(text())).toBe("malformed-jwt");
});

test("a credential inside the claim vc is VC 1.1's way, which is not read", () => {
  const old = encoded({ vc: payload() });
  expect(readCompact(`${parts[0]}.${old}.${parts[2]}`)).toBe("unsupported-proof");
});

describe("an algorithm verifies with a key of its own type", () => {
  const EC = { kty: "EC", crv: "P-256", x: "AA", y: "AA" };
  const OKP = { kty: "OKP", crv: "Ed25519", x: "AA" };
  const RSA = { kty: "RSA", n: "AA", e: "AQAB" };
  const keys = {
    EC,
    OKP,
    RSA,
    oct: { kty: "oct", k: "AA" },
    secp256k1: { ...EC, crv: "secp256k1" },
  };

  test.each([
    ["ES256", "EC"],
    ["RS256", "RSA"],
    ["EdDSA", "OKP"],
    ["Ed25519", "OKP"],
  ] as const)("%s with %s and no other", (algorithm, type) => {
    const taken = Object.entries(keys).filter(([, key]) => publicKeyFor(algorithm, key));
    expect(taken.map(([name]) => name)).toEqual([type]);
  });

  test("whose own words do not say otherwise", () => {
    expect(publicKeyFor("EdDSA", { ...OKP, alg: "Ed25519", use: "sig" })).toEqual(OKP);
    expect(publicKeyFor("ES256", { ...EC, alg: "ES256K" })).toBe(null);
    expect(publicKeyFor("ES256", { ...EC, use: "enc" })).toBe(null);
    expect(publicKeyFor("ES256", { ...EC, d: "AA", key_ops: ["sign"] })).toEqual(EC);
  });
});
