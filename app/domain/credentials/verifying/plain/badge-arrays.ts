/** OB 3.0 §E: these are arrays, also of one; all others are not. */
const ARRAYS = new Set([
  "alignment",
  "credentialSchema",
  "endorsement",
  "endorsementJwt",
  "evidence",
  "identifier",
  "otherIdentifier",
  "proof",
  "related",
  "result",
  "rubricCriterionLevel",
  "allowedValue",
  "tag",
  "termsOfUse",
]);

/** OB 3.0 §E: the types of these are one word. */
const ONE_TYPE = new Set([
  "credentialSchema",
  "credentialStatus",
  "identifier",
  "image",
  "otherIdentifier",
  "proof",
  "refreshService",
  "termsOfUse",
]);

/** Whether a member of a badge is an array. The same word is elsewhere one identifier, and the address of a description (OB 3.0 §B.1). */
export function isBadgeArray(member: string, parent: string): boolean {
  if (member === "type") return !ONE_TYPE.has(parent);
  if (member === "identifier") return parent === "credentialSubject";
  if (member === "resultDescription") return parent === "achievement";
  return ARRAYS.has(member);
}
