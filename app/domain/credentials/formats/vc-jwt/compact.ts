import { type JsonFault, readObject } from "../../json-text.ts";

/** The signatures that we can check (RFC 7518 §3.1, RFC 9864). Ours are ES256. */
const ALGORITHMS = ["ES256", "RS256", "EdDSA", "Ed25519"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** VC-JOSE-COSE §3.1.1 asks for `vc+jwt`; OB 3.0 §8.2 writes `JWT`. */
const TYPES = new Set([undefined, "vc+jwt", "JWT"]);

/**
 * What changes how a JWS is read (RFC 7515 §4.1.11, RFC 7797), or brings its key or says where
 * to fetch it (RFC 7515 §4.1.2 to §4.1.6): the key is the one that the issuer's document lists.
 */
const NOT_READ = ["crit", "b64", "jwk", "jku", "x5u", "x5c"];

export interface CompactJwt {
  /** As it came. */
  compact: string;
  algorithm: Algorithm;
  /** The key's address, or its fragment. */
  kid: string;
  payload: Record<string, unknown>;
}

export type JwtFault =
  /** Its header or its payload is JSON that we do not read. */
  | Exclude<JsonFault, "not-json" | "not-an-object">
  /** Not three parts of base64url in its one spelling, or not JSON inside. */
  | "malformed-jwt"
  /** `alg: none`: nobody signed it. */
  | "no-proof"
  /** Another algorithm or type, an extension that must be understood, or a key of its own. */
  | "unsupported-proof";

/** Whether a text has the form of a compact JWS (RFC 7515 §7.1). */
export const looksCompact = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/**
 * Reads a JWT without checking its signature. Each part must be base64url as RFC 4648 §3.5
 * writes it: bits beyond the last byte that are not zero would let a changed text pass.
 */
export function readCompact(compact: string): CompactJwt | JwtFault {
  const [head = "", body = "", signature = "", ...more] = compact.split(".");
  const header = objectOf(head);
  if (typeof header === "string") return header;
  if (header.alg === "none") return "no-proof";
  const payload = objectOf(body);
  if (typeof payload === "string") return payload;
  if (more.length > 0 || decoded(signature) === null) return "malformed-jwt";
  const { alg, kid, typ } = header;
  const algorithm = ALGORITHMS.find((known) => known === alg);
  if (!algorithm || typeof kid !== "string" || NOT_READ.some((name) => name in header)) {
    return "unsupported-proof";
  }
  // The claim `vc` is VC 1.1's way (§6.3.1): the credential is then not the payload.
  if (!TYPES.has(typ as string | undefined) || "vc" in payload) return "unsupported-proof";
  return { compact, algorithm, kid, payload };
}

function objectOf(part: string): Record<string, unknown> | JwtFault {
  const text = utf8(part);
  const value = text === null ? "not-json" : readObject(text);
  return value === "not-json" || value === "not-an-object" ? "malformed-jwt" : value;
}

function utf8(part: string): string | null {
  const bytes = decoded(part);
  if (!bytes) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The bytes of base64url without padding, in its one spelling; null for anything else. */
export function decoded(text: string): Uint8Array | null {
  if (text === "" || !/^[\w-]+$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return encoded(binary) === text ? Uint8Array.from(binary, (one) => one.charCodeAt(0)) : null;
}

const encoded = (binary: string): string =>
  btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The claims of JWT (RFC 7519 §4.1) that say again what the credential says (OB 3.0 §8.2.4). */
export interface RegisteredClaims {
  iss?: unknown;
  jti?: unknown;
  sub?: unknown;
  nbf?: unknown;
  exp?: unknown;
}

/** The credential of a payload, without JWT's own claims. */
export function credentialOf(payload: Record<string, unknown>): Record<string, unknown> {
  const { iss: _, jti: __, sub: ___, nbf: ____, exp: _____, iat: ______, ...credential } = payload;
  return credential;
}

/** What those claims are for this credential. Dates are whole seconds, rounded down. */
export function registeredClaims(credential: Record<string, unknown>): RegisteredClaims {
  const { issuer, id, credentialSubject, validFrom, validUntil } = credential;
  const subject = (credentialSubject as { id?: unknown } | undefined)?.id;
  return {
    iss: typeof issuer === "string" ? issuer : (issuer as { id?: unknown } | undefined)?.id,
    ...(id !== undefined && { jti: id }),
    ...(subject !== undefined && { sub: subject }),
    ...(typeof validFrom === "string" && { nbf: seconds(validFrom) }),
    ...(typeof validUntil === "string" && { exp: seconds(validUntil) }),
  };
}

export type ClaimsFault =
  /** They say something else than the credential; its issuer signed both. */
  | "claims-disagree"
  /** The time for which it was signed is over, or has not begun. */
  | "expired-proof"
  | "early-proof";

/**
 * What JWT's own claims have against their credential at `now`; null = nothing. `iss`, `jti`
 * and `sub` say again who and what (VC-JOSE-COSE §3.1.3). `exp` and `nbf` do so of its dates
 * (OB 3.0 §8.2.4), and then the dates speak; else they bound the signature itself.
 * @param skew seconds that clocks may differ.
 */
export function claimsFault(
  payload: Record<string, unknown>,
  { now, skew }: { now: Date; skew: number },
): ClaimsFault | null {
  const expected: Record<string, unknown> = { ...registeredClaims(credentialOf(payload)) };
  const differs = (name: string) => name in payload && payload[name] !== expected[name];
  if (["iss", "jti", "sub"].some(differs)) return "claims-disagree";
  const { exp, nbf } = payload;
  const isTime = (time: unknown) => time === undefined || typeof time === "number";
  if (!isTime(exp) || !isTime(nbf)) return "claims-disagree";
  const seconds = now.getTime() / 1000;
  if (differs("exp") && (exp as number) <= seconds - skew) return "expired-proof";
  return differs("nbf") && (nbf as number) > seconds + skew ? "early-proof" : null;
}

const seconds = (date: string): number => Math.floor(Date.parse(date) / 1000);
