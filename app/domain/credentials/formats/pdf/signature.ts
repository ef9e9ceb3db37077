import { canonicalJson } from "#app/kernel/canonical-json.ts";
import type { PublicJwk, PublicKey } from "../../keys/key-ring.ts";

/** What a PDF's own signature says of the file. */
export interface PdfSignature {
  /**
   * `intact`: one covers the whole file as it is. `changed`: there is one, and something was
   * changed or added since. `unreadable`: one covers the whole file, of a kind that is not ours
   * and is not checked. `none`: the file was never signed, or no longer is.
   */
  state: "intact" | "changed" | "unreadable" | "none";
  /** The key of the certificate in an intact signature; whose it is, it does not say. */
  signerKey: PublicJwk | null;
}

/**
 * Which of an issuer's keys made the signature of the PDF as it is now; null = none of them did,
 * and what the page says counts for nothing. A compromised key is the caller's to judge
 * (`keyVouches`).
 */
export function issuerKeyOf<Key extends Pick<PublicKey, "publicJwk">>(
  { state, signerKey }: PdfSignature,
  keys: readonly Key[],
): Key | null {
  if (state !== "intact" || signerKey === null) return null;
  const wanted = canonicalJson(signerKey);
  return keys.find(({ publicJwk }) => canonicalJson(publicJwk) === wanted) ?? null;
}
