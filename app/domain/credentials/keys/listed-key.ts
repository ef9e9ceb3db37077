/** What a key may be used for (Controlled Identifiers 1.0 §2.3): to issue, or to prove who one is. */
export type Relationship = "assertionMethod" | "authentication";

/** A verification method as somebody's document has it; of its members only these are sure. */
export interface ListedKey extends Record<string, unknown> {
  id: string;
}

/**
 * The key at this whole address, if the DID's own document lists it for that use; else null. The
 * document may write its addresses from their `#` (DID Core 1.0 §3.2.2); the key has the whole one.
 */
export function listedKey(
  document: Record<string, unknown>,
  did: string,
  address: string,
  relationship: Relationship,
): ListedKey | null {
  const methods = [document.verificationMethod ?? []].flat() as ListedKey[];
  const listed = [document[relationship] ?? []].flat() as (string | ListedKey)[];
  const embedded = listed.filter((one): one is ListedKey => typeof one === "object");
  const isAddress = (id: unknown) =>
    id === address || (address.startsWith(`${did}#`) && id === address.slice(did.length));
  const isListed = listed.some((one) => isAddress(typeof one === "object" ? one?.id : one));
  const found = [...methods, ...embedded].find((method) => isAddress(method?.id));
  return isListed && found?.controller === did ? { ...found, id: address } : null;
}
