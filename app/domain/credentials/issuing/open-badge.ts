import { BADGE_SCHEMA, OPEN_BADGES, OPEN_BADGES_EXTENSIONS, VC_V2 } from "../contexts/pinned.ts";
import type { StatusEntry } from "../status/status-entry.ts";
import type { Claims } from "./claims.ts";
import { showCode } from "./code.ts";

/** Something that shows what the person did (OB 3.0 §B.1.4 Evidence). */
interface Evidence {
  name: string;
  narrative: string;
  /** Where it can be seen; null = it is described and not shown. */
  address: string | null;
}

/** What is not in the claims and the credential says: addresses, its place in the list, sentences. */
export interface BadgeFacts {
  /** The issuer's DID. */
  issuer: string;
  /** Origin of the issuer's site. */
  site: string;
  /** Where this edition of the achievement is described, whole. */
  achievementAddress: string;
  status: StatusEntry;
  evidence: readonly Evidence[];
  /** The claims' language (BCP 47) and what it calls things. */
  language: string;
  words: BadgeWords;
}

/** Sentences in the language of the claims. */
interface BadgeWords {
  hours: string;
  level: string;
  /** Mark before the title of a trial's certificate: "DE PRUEBA". */
  trialMark: string;
  /** What a trial's certificate is worth: "Certificado de prueba: no tiene validez". */
  trial: string;
  /** The municipality, and whether it is the person's own statement; null = none. */
  municipality: string | null;
}

/** OB 3.0 §B.1: the kinds of achievement that ours are (AchievementType). */
const ACHIEVEMENT_TYPES = {
  course: "Certificate",
  program: "Certification",
} as const satisfies Record<Claims["achievement"]["kind"], string>;

export type OpenBadge = ReturnType<typeof openBadge>;

/**
 * The credential that the frozen claims say, unsigned: an OpenBadgeCredential (OB 3.0 §B.1.1)
 * on VC 2.0. The same claims and facts give the same credential. It holds the printed name
 * and no identity number, no date of birth and no address of the person.
 *
 * OB 3.0 wants `credentialStatus` as one object, and arrays where they stand here.
 */
export function openBadge(claims: Claims, facts: BadgeFacts) {
  const { words } = facts;
  const title = claims.achievement.title;
  return {
    "@context": [VC_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
    id: claims.address,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: claims.trial ? `${words.trialMark}: ${title}` : title,
    ...(claims.trial && { description: words.trial }),
    issuer: { id: facts.issuer, type: ["Profile"], name: claims.issuer.name, url: facts.site },
    validFrom: claims.issuedAt,
    // OB 3.0 §B.1.1: what `validFrom` no longer says once it is that of a successor.
    ...(claims.awardedAt && { awardedDate: claims.awardedAt }),
    ...(claims.expiresAt && { validUntil: claims.expiresAt }),
    credentialSubject: subject(claims, facts),
    ...(facts.evidence.length > 0 && { evidence: facts.evidence.map(evidence) }),
    credentialStatus: facts.status,
    credentialSchema: [{ id: BADGE_SCHEMA, type: "1EdTechJsonSchemaValidator2019" }],
  };
}

function subject(claims: Claims, facts: BadgeFacts) {
  const results = resultsOf(claims, facts);
  return {
    type: ["AchievementSubject"],
    name: claims.name,
    // OB 3.0 §B.1.8: a subject without an id is known by an identifier; `name` is one (§B.2.3).
    identifier: [
      {
        type: "IdentityObject",
        hashed: false,
        identityHash: claims.name,
        identityType: "name",
      },
    ],
    licenseNumber: showCode(claims.code),
    ...(facts.words.municipality && { narrative: facts.words.municipality }),
    achievement: achievement(claims, facts),
    ...(results.length > 0 && {
      result: results.map(({ id, value }) => ({
        type: ["Result"],
        resultDescription: id,
        value,
      })),
    }),
  };
}

function achievement(claims: Claims, facts: BadgeFacts) {
  const { kind, title, description, criteria, edition, competencies } = claims.achievement;
  const address = facts.achievementAddress;
  const results = resultsOf(claims, facts);
  return {
    id: address,
    type: ["Achievement"],
    achievementType: ACHIEVEMENT_TYPES[kind],
    name: title,
    description,
    criteria: { narrative: criteria },
    inLanguage: facts.language,
    version: String(edition),
    ...(claims.trial && { tag: [facts.words.trialMark.toLowerCase()] }),
    ...(competencies.length > 0 && {
      alignment: competencies.map((competency, index) => ({
        type: ["Alignment"],
        targetName: competency,
        targetUrl: `${address}#competencia-${index + 1}`,
      })),
    }),
    ...(results.length > 0 && {
      resultDescription: results.map(({ id, name }) => ({
        id,
        type: ["ResultDescription"],
        name,
        resultType: "Result",
      })),
    }),
  };
}

/**
 * Hours and level. OB 3.0 has `creditsEarned` for academic credits, which hours of study are
 * not, so both are results (§B.1.17) that say by name what they are.
 */
function resultsOf({ achievement }: Claims, { achievementAddress, words }: BadgeFacts) {
  const { hours, level } = achievement;
  return [
    { id: `${achievementAddress}#horas`, name: words.hours, value: hours },
    { id: `${achievementAddress}#nivel`, name: words.level, value: level },
  ].flatMap(({ id, name, value }) => (value === null ? [] : { id, name, value: String(value) }));
}

function evidence({ name, narrative, address }: Evidence) {
  return { ...(address && { id: address }), type: ["Evidence"], name, narrative };
}
