/** What a key may be used for (Controlled Identifiers 1.0 §2.3): to issue, or to prove who one is. */
export type Relationship = "assertionMethod" | "authentication";

/** A verification method as somebody's document has it; of its members only these are sure. */
export interface ListedKey extends Record<string, unknown> {
  id: string;
}

/** The key at this address, if the DID's own document lists it for that use; else null. */
export function listedKey(
  document: Record<string, unknown>,
  did: string,
  address: string,
  relationship: Relationship,
): ListedKey | null {
  const methods = [document.verificationMethod ?? []].flat() as ListedKey[];
  const listed = [document[relationship] ?? []].flat() as (string | ListedKey)[];
  const embedded = listed.filter((one): one is ListedKey => typeof one === "object");
  const isListed = listed.some((one) => (typeof one === "object" ? one?.id : one) === address);
  const found = [...methods, ...embedded].find((method) => method?.id === address);
  return isListed && found?.controller === did ? found : null;
}
