import { VC_V2 } from "../contexts/pinned.ts";

/** What VC 2.0 asks of a credential or a presentation, by the clause that asks it. */
const DATA_MODEL = {
  "no-context": "§4.3",
  "base-context": "§4.3",
  "context-item": "§4.3",
  id: "§4.4",
  "no-type": "§4.5",
  type: "§4.5",
  "required-type": "§4.5",
  text: "§4.6",
  "no-issuer": "§4.7",
  issuer: "§4.7",
  "no-subject": "§4.8",
  subject: "§4.8",
  date: "§4.9",
  "date-order": "§4.9",
  status: "§4.10",
  schema: "§4.11",
  "related-resource": "§5.3",
  "refresh-service": "§5.4",
  "terms-of-use": "§5.5",
  evidence: "§5.6",
  holder: "§4.13",
  "no-credential": "§4.13",
  proof: "§4.12",
} as const;
export type DataModelFault = keyof typeof DATA_MODEL;

type Value = unknown;
type Members = Record<string, Value>;

/** What is wrong with a credential by the data model; null = nothing. Of a proof, only that it is one. */
export function credentialFault(credential: Members): DataModelFault | null {
  const { id, issuer, credentialSubject, validFrom, validUntil, name, description } = credential;
  return (
    (list(credential.proof ?? []).every(isTyped) ? null : "proof") ??
    contextFault(credential["@context"]) ??
    typeFault(credential.type, "VerifiableCredential") ??
    (id === undefined || isUrl(id) ? null : "id") ??
    (texts(name) && texts(description) ? null : "text") ??
    issuerFault(issuer) ??
    subjectFault(credentialSubject) ??
    datesFault(validFrom, validUntil) ??
    partsFault(credential)
  );
}

/** The same of a presentation and of each credential in it. */
export function presentationFault(presentation: Members): DataModelFault | null {
  const { id, holder, verifiableCredential } = presentation;
  const credentials = verifiableCredential === undefined ? [] : list(verifiableCredential);
  const holderFault = holder === undefined || isUrl(idOf(holder)) ? null : "holder";
  return (
    contextFault(presentation["@context"]) ??
    typeFault(presentation.type, "VerifiablePresentation") ??
    (id === undefined || isUrl(id) ? null : "id") ??
    holderFault ??
    first(credentials, presentedFault)
  );
}

/** VC 2.0 §4.13: an object, by itself or enveloped (§4.13.1) as a `data:` URL. */
function presentedFault(credential: Value): DataModelFault | null {
  if (!isObject(credential)) return "no-credential";
  if (typeof credential.id === "string" && credential.id.startsWith("data:")) {
    return typeFault(list(credential.type), "EnvelopedVerifiableCredential");
  }
  return credentialFault(credential);
}

function contextFault(context: Value): DataModelFault | null {
  if (!Array.isArray(context)) return "no-context";
  if (context[0] !== VC_V2) return "base-context";
  return context.every((item) => isObject(item) || isUrl(item)) ? null : "context-item";
}

function typeFault(type: Value, required: string): DataModelFault | null {
  if (type === undefined) return "no-type";
  if (!Array.isArray(type) || !type.every((one) => typeof one === "string")) return "type";
  return type.includes(required) ? null : "required-type";
}

function issuerFault(issuer: Value): DataModelFault | null {
  if (issuer === undefined) return "no-issuer";
  if (!isUrl(idOf(issuer))) return "issuer";
  if (!isObject(issuer)) return null;
  return texts(issuer.name) && texts(issuer.description) ? null : "text";
}

function subjectFault(subject: Value): DataModelFault | null {
  if (subject === undefined) return "no-subject";
  const subjects = list(subject);
  const isSubject = (one: Value) =>
    isObject(one) && Object.keys(one).length > 0 && (one.id === undefined || isUrl(one.id));
  return subjects.length > 0 && subjects.every(isSubject) ? null : "subject";
}

/** XML Schema 1.1 §3.4.28 dateTimeStamp: a dateTime with its time zone. */
const STAMP =
  /^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

export const isStamp = (value: Value): value is string =>
  typeof value === "string" && STAMP.test(value) && !Number.isNaN(Date.parse(value));

function datesFault(from: Value, until: Value): DataModelFault | null {
  if ([from, until].some((date) => date !== undefined && !isStamp(date))) return "date";
  if (from === undefined || until === undefined) return null;
  return Date.parse(String(from)) <= Date.parse(String(until)) ? null : "date-order";
}

function partsFault(credential: Members): DataModelFault | null {
  const { credentialStatus, credentialSchema, relatedResource } = credential;
  const { refreshService, termsOfUse, evidence } = credential;
  const named = (one: Value) => isTyped(one) && isUrl((one as Members).id);
  const maybeNamed = (one: Value) =>
    isTyped(one) && ((one as Members).id === undefined || named(one));
  const rules: [Value, (one: Value) => boolean, DataModelFault][] = [
    [credentialStatus, maybeNamed, "status"],
    [credentialSchema, named, "schema"],
    [refreshService, maybeNamed, "refresh-service"],
    [termsOfUse, maybeNamed, "terms-of-use"],
    [evidence, maybeNamed, "evidence"],
    [relatedResource, isRelated, "related-resource"],
  ];
  const broken = rules.find(
    ([value, rule]) => value !== undefined && !(list(value).length > 0 && list(value).every(rule)),
  );
  if (broken) return broken[2];
  const related = list(relatedResource ?? []).map(idOf);
  return new Set(related).size === related.length ? null : "related-resource";
}

const isRelated = (one: Value): boolean =>
  isObject(one) &&
  isUrl(one.id) &&
  [one.digestSRI, one.digestMultibase].some((digest) => typeof digest === "string");

const isTyped = (one: Value): boolean => {
  if (!isObject(one)) return false;
  const types = list(one.type ?? []);
  return types.length > 0 && types.every((type) => typeof type === "string" && type !== "");
};

/** VC 2.0 §11.1: a string, or language value objects. */
const texts = (value: Value): boolean => value === undefined || list(value).every(isText);

const isText = (value: Value): boolean =>
  typeof value === "string" ||
  (isObject(value) &&
    typeof value["@value"] === "string" &&
    Object.keys(value).every((key) => /^@(value|language|direction)$/.test(key)));

const idOf = (value: Value): Value => (isObject(value) ? value.id : value);

const list = (value: Value): Value[] => (Array.isArray(value) ? value : [value]);

const isObject = (value: Value): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isUrl = (value: Value): boolean =>
  typeof value === "string" && !/\s/.test(value) && URL.canParse(value);

function first(values: Value[], rule: (one: Value) => DataModelFault | null) {
  for (const value of values) {
    const fault = rule(value);
    if (fault) return fault;
  }
  return null;
}
