import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { lessonsOf } from "#app/domain/courses/manifest.ts";

/** What a person has done of a course, as the record has it. */
export interface CourseFacts {
  /** Ids of the lessons satisfied (cmi5). */
  satisfied: ReadonlySet<string>;
  /** Whether an attempt at the course's exam was passed. */
  examPassed: boolean;
}

/** One thing still lacking for a certificate. */
export type Lacking =
  | { kind: "lesson"; lesson: string }
  | { kind: "exam"; exam: string }
  | { kind: "requirement"; requirement: string };

/**
 * What is missing for a course's certificate: each lesson of the edition satisfied
 * and, when it has an exam, the exam passed at the manifest's mark. A lesson whose
 * moveOn is NotApplicable asks for nothing (cmi5 §10.2.4).
 */
export function lackingForCourse(manifest: CourseManifest, facts: CourseFacts): Lacking[] {
  const lessons = lessonsOf(manifest)
    .filter(({ id, moveOn }) => moveOn !== "NotApplicable" && !facts.satisfied.has(id))
    .map(({ id }): Lacking => ({ kind: "lesson", lesson: id }));
  const exam: Lacking[] =
    manifest.exam && !facts.examPassed ? [{ kind: "exam", exam: manifest.exam.id }] : [];
  return [...lessons, ...exam];
}

/** Criteria of a reviewed exercise, each from 0 to 3. */
const RUBRIC = ["evidence", "people", "legality", "usefulness"] as const;
const TOP = 3;

/** Share of an exam that counts for the certification. */
const EXAM_MARK = 0.7;

/** A requirement of the pathway that was recorded, with what shows it. */
export interface RequirementResult {
  /** `exam:<course>`, `exercise:<course>` or `project:<course>`. */
  requirement: string;
  evidence: unknown;
}

/**
 * What is missing for the certification. An exam counts at 70 % or more; an exercise
 * or project counts once reviewed on the four criteria, none of them at 0.
 */
export function lackingForPathway(
  requirements: readonly string[],
  results: readonly RequirementResult[],
): Lacking[] {
  const met = new Set(results.filter(isMet).map(({ requirement }) => requirement));
  return requirements
    .filter((requirement) => !met.has(requirement))
    .map((requirement) => ({ kind: "requirement", requirement }));
}

function isMet({ requirement, evidence }: RequirementResult): boolean {
  if (typeof evidence !== "object" || evidence === null) return false;
  const shown = evidence as Record<string, unknown>;
  if (requirement.startsWith("exam:")) return Number(shown.score) >= EXAM_MARK;
  const rubric = shown.rubric as Record<string, unknown> | undefined;
  return RUBRIC.every((criterion) => {
    const mark = rubric?.[criterion];
    return typeof mark === "number" && mark > 0 && mark <= TOP;
  });
}
