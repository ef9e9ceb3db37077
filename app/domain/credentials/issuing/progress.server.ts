import { sql } from "drizzle-orm";
import { CourseManifest, forCountry, type PathwayRules } from "#app/domain/courses/manifest.ts";
import { countryOf } from "#app/domain/people/queries.server.ts";
import type { Executor } from "#app/server/db.ts";
import { ask, type Question, question } from "#app/server/question.ts";
import type { CourseFacts, RequirementResult } from "./requirements.ts";

/** A course as a person of their country is taking it: the edition they are pinned to, and what they have done. */
export interface CourseProgress {
  manifest: CourseManifest;
  facts: CourseFacts;
}

/** What the person has done of the course; null when they are not enrolled. */
export async function courseProgress(
  db: Executor,
  userId: string,
  courseSlug: string,
): Promise<CourseProgress | null> {
  const [progress] = await ask(db, coursesInProgress(userId, courseSlug));
  return progress ?? null;
}

/** The same for every course of the person, or for the one named. */
export function coursesInProgress(
  userId: string,
  courseSlug: string | null = null,
): Question<CourseProgress[]> {
  return question(
    sql`
    select e.manifest, ${countryOf(sql`n.user_id`)} country,
      array(select lesson_id from lesson_progress
        where enrollment_id = n.id and satisfied_at is not null) satisfied,
      exists(select 1 from attempts t where t.enrollment_id = n.id and t.passed
        and t.test_id = e.manifest->'exam'->>'id') "examPassed"
    from enrollments n join editions e on e.id = n.edition_id
    where n.user_id = ${userId} and n.course_slug = coalesce(${courseSlug}, n.course_slug)
    order by n.enrolled_at`,
    (rows: readonly ProgressRow[]) =>
      rows.map(({ manifest, country, satisfied, examPassed }) => ({
        manifest: forCountry(CourseManifest.parse(manifest), country),
        facts: { satisfied: new Set(satisfied), examPassed },
      })),
  );
}

interface ProgressRow {
  manifest: unknown;
  country: string | null;
  satisfied: string[];
  examPassed: boolean;
}

/** A pathway in force, with its courses when every one of them exists here. */
export interface CurrentPathway {
  pathway: PathwayRules;
  courses: CourseManifest[] | null;
}

/** The pathways that the current editions declare, each in its latest edition. */
export async function currentPathways(db: Executor): Promise<CurrentPathway[]> {
  const rows = await db.execute<{ manifest: unknown }>(sql`
    select e.manifest from courses c join editions e on e.id = c.current_edition_id order by c.slug`);
  const manifests = rows.map(({ manifest }) => CourseManifest.parse(manifest));
  const latest = new Map<string, PathwayRules>();
  for (const pathway of manifests.flatMap(({ pathways }) => pathways)) {
    if ((latest.get(pathway.id)?.edition ?? 0) < pathway.edition) latest.set(pathway.id, pathway);
  }
  return [...latest.values()].map((pathway) => ({
    pathway,
    courses: coursesOf(pathway, manifests),
  }));
}

function coursesOf({ requirements }: PathwayRules, manifests: CourseManifest[]) {
  const slugs = new Set(requirements.map((requirement) => requirement.split(":")[1]));
  const found = manifests.filter(({ slug }) => slugs.has(slug));
  return found.length === slugs.size ? found : null;
}

type RequirementRow = RequirementResult & { pathwayId: string } & Record<string, unknown>;

/** The pathways' requirements that a person has on record. */
export async function requirementResultsOf(
  db: Executor,
  userId: string,
): Promise<(RequirementResult & { pathwayId: string })[]> {
  return db.execute<RequirementRow>(sql`
    select pathway_id "pathwayId", requirement, evidence from requirement_results
    where user_id = ${userId} or user_id in (select merged_user_id from merges where kept_user_id = ${userId})`);
}
