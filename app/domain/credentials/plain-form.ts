import { canonicalJson } from "#app/kernel/canonical-json.ts";
import { BADGE_SCHEMA, OPEN_BADGES_EXTENSIONS, VC_V2 } from "./contexts/pinned.ts";

type Members = Record<string, unknown>;

/**
 * Whether a credential with an embedded proof is written in the plain form, in which each
 * member of the JSON says something that the proof covers.
 *
 * `eddsa-rdfc-2022` signs the statements that the JSON-LD makes, not the JSON, and many JSON
 * texts make the same statements: with a null, an empty array or an unused context more, a
 * value twice, a word written as its address, one value in an array or not. A person or a
 * program reads JSON; so what was changed that way is not taken for what was signed. What
 * this cannot see is the order of several values, which has no meaning in RDF; for our own
 * certificates the record has the whole text.
 */
export function inPlainForm(credential: Members): boolean {
  const types = credential.type as string[];
  const { "@context": contexts, ...rest } = credential;
  if (!plainContexts(contexts as unknown[])) return false;
  const isList = types.includes("BitstringStatusListCredential");
  if (!isList && !types.some((type) => BADGES.has(type))) return plain(rest, null);
  if (types[0] !== "VerifiableCredential") return false;
  if (isList) return (contexts as unknown[]).length === 1 && plain(rest, isListArray);
  return (
    badgeContexts(contexts as unknown[], credential) &&
    plain(rest, namesBadgeSchema(credential) ? isBadgeArray : null)
  );
}

/** A credential that names the official schema is held to what it says of arrays. */
function namesBadgeSchema({ credentialSchema }: Members): boolean {
  return [credentialSchema ?? []]
    .flat()
    .some((schema) => (schema as Members | null)?.id === BADGE_SCHEMA);
}

const BADGES = new Set(["OpenBadgeCredential", "AchievementCredential"]);

/** Which members of a kind of credential are arrays; null = either is read. */
type IsArray = ((member: string, parent: string) => boolean) | null;

function plain(value: unknown, isArray: IsArray, member = "", parent = ""): boolean {
  if (Array.isArray(value)) {
    const names = value.filter(isNamed).map(canonicalJson);
    if (value.length === 0 || new Set(names).size < names.length) return false;
    if (isArray && !isArray(member, parent)) return false;
    return value.every((one) => !Array.isArray(one) && plainValue(one, isArray, member, parent));
  }
  if (isArray?.(member, parent)) return false;
  return plainValue(value, isArray, member, parent);
}

/** What is one thing however often it is said: a text, a number, an object with an id, a proof. */
const isNamed = (value: unknown): boolean =>
  typeof value !== "object" || value === null || "id" in value || "proofValue" in value;

function plainValue(value: unknown, isArray: IsArray, member: string, parent: string): boolean {
  if (value === null) return false;
  if (typeof value === "string") return !value.startsWith("_:");
  if (typeof value !== "object") return true;
  if (isLanguageValue(value as Members)) return true;
  const members = Object.entries(value);
  // An address by itself and an object of nothing but that address are one statement.
  if (isArray && members.length === 1 && members[0]?.[0] === "id") return false;
  return (
    members.length > 0 &&
    members.every(
      ([name, one]) => !/^@|:/.test(name) && plain(one, isArray, name, member || parent),
    )
  );
}

/** VC 2.0 §11.1: a text with its language, which is more than the text. */
const isLanguageValue = (value: Members): boolean =>
  typeof value["@value"] === "string" &&
  typeof value["@language"] === "string" &&
  Object.keys(value).every((key) => /^@(value|language|direction)$/.test(key));

const plainContexts = (contexts: unknown[]): boolean =>
  new Set(contexts.map(canonicalJson)).size === contexts.length;

/** OB 3.0 §E: the base context, one of Open Badges, and the extensions where a type is theirs. */
function badgeContexts(contexts: unknown[], credential: Members): boolean {
  const [base, badges, ...more] = contexts;
  const ofBadges = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context[-.\w]*\.json$/;
  if (base !== VC_V2 || !ofBadges.test(String(badges))) return false;
  const expected = hasExtendedType(credential) ? [OPEN_BADGES_EXTENSIONS] : [];
  return canonicalJson(more) === canonicalJson(expected);
}

function hasExtendedType(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { type } = value as Members;
  const types = Array.isArray(type) ? type : [type];
  if (types.some((one) => typeof one === "string" && one.startsWith("1EdTech"))) return true;
  return Object.values(value).some(hasExtendedType);
}

/** OB 3.0 §E: these are arrays, also of one; all others are not. */
const BADGE_ARRAYS = new Set([
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

/** The same word is elsewhere one identifier, and the address of a description (OB 3.0 §B.1). */
function isBadgeArray(member: string, parent: string): boolean {
  if (member === "type") return !ONE_TYPE.has(parent);
  if (member === "identifier") return parent === "credentialSubject";
  if (member === "resultDescription") return parent === "achievement";
  return BADGE_ARRAYS.has(member);
}

/** Bitstring Status List 1.0 §2.2, Example 3: only the types of the credential are an array. */
const isListArray = (member: string, parent: string): boolean => member === "type" && parent === "";
