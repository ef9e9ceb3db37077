import type { CompactJwt } from "./compact.ts";

/** Whether this public key made the signature (RFC 7515 §5.2), by the algorithm that it names. */
export async function jwtSignatureHolds(
  { compact, algorithm }: CompactJwt,
  publicJwk: Record<string, unknown>,
): Promise<boolean> {
  const { compactVerify, importJWK } = await import("jose");
  try {
    const key = await importJWK(publicJwk, algorithm);
    await compactVerify(compact, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}
