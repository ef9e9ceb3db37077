import { canonicalJson } from "#app/kernel/canonical-json.ts";
import { BADGE_SCHEMA, OPEN_BADGES_EXTENSIONS, VC_V2 } from "../contexts/pinned.ts";
import { proofsOf } from "../formats/data-integrity/proof.ts";
import { isBadgeArray } from "./plain/badge-arrays.ts";
import { describedOnce } from "./plain/one-description.ts";
import { plain, type Shape } from "./plain/plain-value.ts";

type Members = Record<string, unknown>;

/**
 * Whose words a credential may be written in: those of the pinned contexts, or also its own,
 * which it defines in a context inside (`own`, for the W3C's suites only).
 */
export type Words = "pinned" | "own";

/**
 * Whether a credential with an embedded proof is written in the plain form, in which each
 * member of the JSON says something that the proof covers, and no other says the same.
 *
 * `eddsa-rdfc-2022` signs the statements that the JSON-LD makes, not the JSON, and many JSON
 * texts make the same statements: with a null, an empty array or an unused context more, a
 * value twice, a word written as its address, one value in an array or not, `"false"` for
 * false, one thing described in two places. Who writes the context can even swap the names of
 * two members, so that contexts inside are refused. A person or a program reads JSON; so what
 * was changed that way is not taken for what was signed. What this cannot see is the order of
 * several values, which has no meaning in RDF; for our own certificates the record has the
 * whole text.
 */
export function inPlainForm(credential: Members, words: Words = "pinned"): boolean {
  const { "@context": contexts, proof: _, ...rest } = credential;
  const shape = shapeOf(credential);
  const proofs = proofsOf(credential);
  return (
    plainContexts(contexts as unknown[], words) &&
    shape !== null &&
    plain(rest, shape) &&
    // One proof by itself and one in an array are the same; what it says is covered by itself.
    (proofs.length === 0 || plain(proofs, EITHER)) &&
    describedOnce(rest)
  );
}

const EITHER: Shape = { isArray: null, isSeveral: null, cased: false };

/** Bitstring Status List 1.0 §2.2, Example 3: only the types of the credential are an array. */
const LIST: Shape = {
  isArray: (member, parent) => member === "type" && parent === "",
  isSeveral: null,
  cased: false,
};

/** How a credential of its kind is written; null = its contexts are not those of its kind. */
function shapeOf(credential: Members): Shape | null {
  const types = credential.type as string[];
  const contexts = credential["@context"] as unknown[];
  const isList = types.includes("BitstringStatusListCredential");
  const isBadge = types.some((type) => BADGES.has(type)) || contexts.some(isOfBadges);
  if (!isList && !isBadge) return EITHER;
  if (types[0] !== "VerifiableCredential") return null;
  if (isList) return contexts.length === 1 ? LIST : null;
  if (!badgeContexts(contexts, credential)) return null;
  return {
    isArray: namesBadgeSchema(credential) ? isBadgeArray : null,
    isSeveral: (member, parent) => isBadgeArray(member, parent) || SEVERAL.has(member),
    cased: true,
  };
}

/** VC 2.0 §4.10: what a badge may have several of where the schema of OB 3.0 is not named. */
const SEVERAL = new Set(["type", "credentialStatus", "refreshService"]);

/** A credential that names the official schema is held to what it says of arrays. */
function namesBadgeSchema({ credentialSchema }: Members): boolean {
  return [credentialSchema ?? []]
    .flat()
    .some((schema) => (schema as Members | null)?.id === BADGE_SCHEMA);
}

const BADGES = new Set(["OpenBadgeCredential", "AchievementCredential", "EndorsementCredential"]);

const OF_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context[-.\w]*\.json$/;

const isOfBadges = (context: unknown): boolean =>
  context === OPEN_BADGES_EXTENSIONS || OF_BADGES.test(String(context));

/** Each once; and none that brings words of its own, unless that is allowed. */
function plainContexts(contexts: unknown[], words: Words): boolean {
  const foreign = contexts.some((context) => typeof context !== "string");
  return (
    new Set(contexts.map(canonicalJson)).size === contexts.length &&
    !(foreign && words === "pinned")
  );
}

/** OB 3.0 §E: the base context, one of Open Badges, and the extensions where a type is theirs. */
function badgeContexts(contexts: unknown[], credential: Members): boolean {
  const [base, badges, ...more] = contexts;
  if (base !== VC_V2 || !OF_BADGES.test(String(badges))) return false;
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
