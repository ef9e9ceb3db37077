import { canonicalJson } from "#app/kernel/canonical-json.ts";

type Members = Record<string, unknown>;

/** How a kind of credential is written, beyond what holds for all. */
export interface Shape {
  /** Whether a member is always an array; null = either is read, and means the same. */
  isArray: ((member: string, parent: string) => boolean) | null;
  /** Whether a member may have several values; null = any may. */
  isSeveral: ((member: string, parent: string) => boolean) | null;
  /** Whether types begin with a capital and members do not: Open Badges has `image` and `Image` for one address. */
  cased: boolean;
}

/** Whether a member's value, or one without a member, is in the plain form (`plain-form.ts`). */
export function plain(value: unknown, shape: Shape, member = "", parent = ""): boolean {
  const { isArray, isSeveral } = shape;
  if (Array.isArray(value)) {
    const names = value.filter(isNamed).map(canonicalJson);
    if (value.length === 0 || new Set(names).size < names.length) return false;
    if (isArray && !isArray(member, parent)) return false;
    if (value.length > 1 && isSeveral && !isSeveral(member, parent)) return false;
    return value.every((one) => !Array.isArray(one) && plainValue(one, shape, member, parent));
  }
  if (isArray?.(member, parent)) return false;
  return plainValue(value, shape, member, parent);
}

/** What is one thing however often it is said: a text, a number, an object with an id, a proof. */
const isNamed = (value: unknown): boolean =>
  typeof value !== "object" || value === null || "id" in value || "proofValue" in value;

function plainValue(value: unknown, shape: Shape, member: string, parent: string): boolean {
  if (value === null) return false;
  if (typeof value === "string" && !plainText(value, member, shape)) return false;
  if (typeof value !== "object") return ofItsKind(value, member);
  if (isLanguageValue(value as Members)) return true;
  const members = Object.entries(value);
  // An address by itself and an object of nothing but that address are one statement.
  if (shape.isArray && members.length === 1 && members[0]?.[0] === "id") return false;
  return (
    members.length > 0 &&
    members.every(([name, one]) => isWord(name, shape) && plain(one, shape, name, member || parent))
  );
}

/**
 * The members that a context reads as a number or a boolean: those of Open Badges 3.0, and of
 * the base context. A text in their place makes the same statement, and `"false"` is true to
 * many a reader.
 */
const KINDS: Readonly<Record<string, "number" | "boolean">> = {
  creditsAvailable: "number",
  creditsEarned: "number",
  exp: "number",
  hashed: "boolean",
  iat: "number",
  nbf: "number",
  statusSize: "number",
};

/** What any other member holds is read as what it is: 5 is not "5". */
function ofItsKind(value: unknown, member: string): boolean {
  return !Object.hasOwn(KINDS, member) || typeof value === KINDS[member];
}

/** The vocabularies of which our contexts have words: what is one of theirs is written as that word. */
const HAVE_WORDS =
  /^(https:\/\/(www\.w3\.org\/(2018|ns)\/credentials|www\.w3\.org\/2001\/XMLSchema|www\.iana\.org\/assignments\/jwt|w3id\.org\/security|purl\.imsglobal\.org|schema\.org)|xsd:)/;

/** A half of a pair (RFC 8259 §8.2) would be hashed as U+FFFD, so as any other half. */
function plainText(value: string, member: string, { cased }: Shape): boolean {
  if (!value.isWellFormed() || value.startsWith("_:")) return false;
  if (member !== "type") return true;
  return !HAVE_WORDS.test(value) && !(cased && /^[a-z][^:]*$/.test(value));
}

/** JSON-LD's own words and addresses are none; and a copy of an object can lose `__proto__`. */
const isWord = (name: string, { cased }: Shape): boolean =>
  !/^@|:|^__proto__$/.test(name) && !(cased && /^[A-Z]/.test(name));

/** BCP 47 §2.1, as far as a processor of JSON-LD looks. */
const LANGUAGE = /^[a-zA-Z]{1,8}(-[a-zA-Z\d]{1,8})*$/;

/** VC 2.0 §11.1: a text with its language, which is more than the text. Of its direction RDF keeps nothing. */
const isLanguageValue = (value: Members): boolean =>
  typeof value["@value"] === "string" &&
  value["@value"].isWellFormed() &&
  typeof value["@language"] === "string" &&
  LANGUAGE.test(value["@language"]) &&
  Object.keys(value).length === 2;
