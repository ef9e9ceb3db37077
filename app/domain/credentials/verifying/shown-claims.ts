/** Something that a claim says, and where more of it is (https); null = nowhere. */
export interface ShownLink {
  text: string;
  address: string | null;
}

/** A result of the achievement, as its description names it: "Horas de estudio: 4". */
interface ShownResult {
  name: string | null;
  value: string;
}

/**
 * What a page shows of a credential that its issuer signed, by the clauses of OB 3.0 §B.1. Every
 * value is plain text of a bounded length; dates are ISO 8601. Null = it does not say.
 */
export interface ShownClaims {
  /** Address or other id. */
  id: string | null;
  /** As printed. */
  name: string | null;
  title: string | null;
  description: string | null;
  /** What the credential itself is called, where that is not the title. */
  label: string | null;
  /** What its issuer says of the credential itself. */
  notice: string | null;
  /** A number that the issuer gave it. */
  number: string | null;
  /** What the subject's narrative adds: the municipality, for one. */
  narrative: string | null;
  issuedAt: string | null;
  expiresAt: string | null;
  level: string | null;
  /** Academic credits (creditsEarned). */
  credits: string | null;
  criteria: ShownLink | null;
  results: ShownResult[];
  competencies: ShownLink[];
  evidence: ShownLink[];
}

/** Characters of a line and of a paragraph, and entries of a list, that are shown. */
const LINE = 300;
const PARAGRAPH = 2000;
const ENTRIES = 30;

type Members = Record<string, unknown>;

/**
 * The claims of an OpenBadgeCredential of anybody's: an allow-list, so that what we do not know
 * is not shown. The issuer is not among them: who that is, our register says.
 */
export function shownClaims(credential: Members): ShownClaims {
  const subject = first(credential.credentialSubject);
  const achievement = first(subject.achievement);
  const label = line(credential.name);
  const title = line(achievement.name) ?? label;
  return {
    id: line(credential.id),
    name: personName(subject),
    title,
    description: paragraph(achievement.description),
    label: label === title ? null : label,
    notice: paragraph(credential.description),
    number: line(subject.licenseNumber),
    narrative: paragraph(subject.narrative),
    issuedAt: date(credential.validFrom),
    expiresAt: date(credential.validUntil),
    level: line(subject.achievedLevel) ?? line(achievement.level),
    credits: line(subject.creditsEarned),
    criteria: criteriaOf(first(achievement.criteria)),
    results: results(subject, achievement),
    competencies: objects(achievement.alignment).flatMap((one) =>
      link(line(one.targetName), one.targetUrl),
    ),
    evidence: objects(credential.evidence).flatMap((one) => link(evidenceText(one), one.id)),
  };
}

/** The name that the subject bears, or the one that identifies it (OB 3.0 §B.1.8, §B.2.3). */
function personName(subject: Members): string | null {
  const identified = objects(subject.identifier).find(
    ({ identityType, hashed }) => identityType === "name" && hashed === false,
  );
  return line(subject.name) ?? line(identified?.identityHash);
}

function criteriaOf(criteria: Members): ShownLink | null {
  return link(paragraph(criteria.narrative) ?? address(criteria.id), criteria.id)[0] ?? null;
}

function results(subject: Members, achievement: Members): ShownResult[] {
  const descriptions = objects(achievement.resultDescription);
  return objects(subject.result).flatMap((result) => {
    const described = descriptions.find(
      ({ id }) => id !== undefined && id === result.resultDescription,
    );
    const value = line(result.value) ?? line(result.achievedLevel) ?? line(result.status);
    return value === null ? [] : { name: line(described?.name), value };
  });
}

function evidenceText({ name, narrative, id }: Members): string | null {
  const said = [line(name), paragraph(narrative)].filter((text) => text !== null);
  return said.length > 0 ? said.join(". ") : address(id);
}

const link = (text: string | null, place: unknown): ShownLink[] =>
  text === null ? [] : [{ text, address: address(place) }];

const line = (value: unknown): string | null => textOf(value, LINE);
const paragraph = (value: unknown): string | null => textOf(value, PARAGRAPH);

/**
 * Characters that a reader does not see, or that change the order of what is read: one could
 * make a page say something else than was signed.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** VC 2.0 §11.1: a string, a number, or the first of several texts by language. */
function textOf(value: unknown, most: number): string | null {
  if (Array.isArray(value)) return textOf(value[0], most);
  if (typeof value === "object" && value !== null) {
    const { "@value": inner } = value as Members;
    return typeof inner === "string" ? textOf(inner, most) : null;
  }
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).replace(/\s+/g, " ").replace(UNSEEN, "").trim();
  const characters = [...text];
  if (characters.length <= most) return text === "" ? null : text;
  return `${characters.slice(0, most).join("")}…`;
}

/** Where a reader may go: https, and short enough to be read. */
function address(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LINE || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" && !url.username && !url.password ? url.href : null;
}

const date = (value: unknown): string | null =>
  typeof value === "string" && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : null;

const first = (value: unknown): Members => objects(value)[0] ?? {};

function objects(value: unknown): Members[] {
  const all = Array.isArray(value) ? value.slice(0, ENTRIES) : [value];
  return all.filter((one): one is Members => typeof one === "object" && one !== null);
}
