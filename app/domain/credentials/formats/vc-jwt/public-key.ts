import type { Algorithm } from "./compact.ts";

interface KeyType {
  kty: string;
  crv?: string;
  members: readonly string[];
}

const ED25519: KeyType = { kty: "OKP", crv: "Ed25519", members: ["x"] };

/** The one type of key with which each algorithm verifies (RFC 7518 §6, RFC 8037 §2). */
const KEY_TYPES = {
  ES256: { kty: "EC", crv: "P-256", members: ["x", "y"] },
  RS256: { kty: "RSA", members: ["n", "e"] },
  EdDSA: ED25519,
  Ed25519: ED25519,
} as const satisfies Record<Algorithm, KeyType>;

/**
 * The public part of a listed key for this algorithm; null when the key is of another type or
 * says that it is for something else, so that it is not made to check what it was not made for.
 */
export function publicKeyFor(
  algorithm: Algorithm,
  jwk: Record<string, unknown>,
): Record<string, string> | null {
  const { kty, crv, members }: KeyType = KEY_TYPES[algorithm];
  const isFor = (named: unknown) =>
    named === undefined || KEY_TYPES[named as Algorithm] === KEY_TYPES[algorithm];
  if (jwk.kty !== kty || jwk.crv !== crv || !isFor(jwk.alg)) return null;
  if (jwk.use !== undefined && jwk.use !== "sig") return null;
  const given = members.map((name) => [name, jwk[name]]);
  if (given.some(([, value]) => typeof value !== "string")) return null;
  return { kty, ...(crv && { crv }), ...Object.fromEntries(given) };
}
