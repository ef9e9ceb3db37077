import { sql } from "drizzle-orm";
import { canGrade } from "#app/domain/people/policy.ts";
import type { Grant } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";

interface Row extends Record<string, unknown> {
  user_id: string;
  role: Grant["role"];
  organization_id: string | null;
  course_slug: string | null;
}

/** Ids of everybody who may mark in the course; one person, who wrote what is marked, left out. */
export async function gradersOf(
  db: Executor,
  courseSlug: string,
  but: string | null,
): Promise<string[]> {
  const rows = await db.execute<Row>(sql`
    select user_id, role, organization_id, course_slug from role_assignments
    where ended_at is null and role <> 'official' and user_id is distinct from ${but}::uuid`);
  return [...Map.groupBy(rows, ({ user_id }) => user_id)]
    .filter(([, held]) => canGrade({ grants: held.map(grantOf) }, courseSlug))
    .map(([userId]) => userId);
}

const grantOf = ({ role, organization_id, course_slug }: Row): Grant => ({
  role,
  organizationId: organization_id,
  courseSlug: course_slug,
});
