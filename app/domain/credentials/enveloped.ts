/** VC 2.0 §4.13.1: the media type of a credential that is a JWT (VC-JOSE-COSE §6.1.1). */
const JWT = "data:application/vc+jwt,";

/**
 * The text of a credential as it stands in a presentation or is sent by itself: what its
 * envelope holds where it has one (VC 2.0 §4.13.1), else its JSON. Null for an envelope of
 * another kind.
 */
export function textOf(credential: Record<string, unknown>): string | null {
  const { id, type } = credential;
  if (![type].flat().includes("EnvelopedVerifiableCredential")) return JSON.stringify(credential);
  return typeof id === "string" && id.startsWith(JWT) ? id.slice(JWT.length) : null;
}
