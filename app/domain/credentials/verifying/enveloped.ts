/** VC 2.0 §4.13.1: the media type of a credential that is a JWT (VC-JOSE-COSE §6.1.1). */
const JWT = "data:application/vc+jwt,";

/** Whether it is the envelope of a credential, and says nothing itself. */
export const isEnveloped = ({ type }: Record<string, unknown>): boolean =>
  [type].flat().includes("EnvelopedVerifiableCredential");

/**
 * The text of a credential as it stands in a presentation or is sent by itself: what its
 * envelope holds where it has one, else its JSON. Null for an envelope of another kind.
 */
export function textOf(credential: Record<string, unknown>): string | null {
  if (!isEnveloped(credential)) return JSON.stringify(credential);
  const { id } = credential;
  return typeof id === "string" && id.startsWith(JWT) ? id.slice(JWT.length) : null;
}
