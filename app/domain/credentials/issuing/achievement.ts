import { type CourseManifest, hoursOf, type PathwayRules } from "#app/domain/courses/manifest.ts";
import type { StatusPurpose } from "../status/status-entry.ts";

/** OB 3.0 Achievement: what a certificate certifies, at one edition of it. */
export interface Achievement {
  id: string;
  edition: number;
  kind: "course" | "program";
  /** Slug of the course, or id of the pathway. */
  subject: string;
  title: string;
  description: string;
  /** What its holder did, in a sentence that an employer reads. */
  criteria: string;
  /** Sum of the lessons' minutes; null = not declared. */
  hours: number | null;
  level: string | null;
  competencies: string[];
  /** Months that it is valid; null = it does not expire. */
  validityMonths: number | null;
}

/** What a course's own certificate says; null when the course gives none. */
export function courseAchievement(manifest: CourseManifest): Achievement | null {
  const { certificate } = manifest;
  if (!certificate) return null;
  return {
    id: certificate.id,
    edition: certificate.edition,
    kind: "course",
    subject: manifest.slug,
    title: certificate.title,
    description: certificate.description,
    criteria: certificate.criteria,
    hours: hoursOf(manifest),
    level: certificate.level ?? null,
    competencies: [...new Set(manifest.modules.flatMap(({ competencies }) => competencies))],
    validityMonths: certificate.validityMonths,
  };
}

/** What a pathway's certification says. Its hours are those of its courses, given when all are known. */
export function pathwayAchievement(pathway: PathwayRules, hours: number | null): Achievement {
  return {
    id: pathway.id,
    edition: pathway.edition,
    kind: "program",
    subject: pathway.id,
    title: pathway.title,
    description: pathway.description,
    criteria: pathway.criteria,
    hours,
    level: null,
    competencies: [],
    validityMonths: pathway.validityMonths,
  };
}

/**
 * What a status list says of such certificates: a course's can be revoked, for good; a
 * certification can also be suspended for a while, which a list of revocations cannot say.
 */
const STATUS_PURPOSE = {
  course: "revocation",
  program: "suspension",
} as const satisfies Record<Achievement["kind"], StatusPurpose>;

/** Which list a certificate of this achievement stands in. */
export const statusPurposeOf = ({ kind }: Pick<Achievement, "kind">): StatusPurpose =>
  STATUS_PURPOSE[kind];
