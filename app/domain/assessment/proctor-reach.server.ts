import { type SQL, sql } from "drizzle-orm";
import { proctorReach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";

/**
 * Whether the viewer watches over an attempt at the course's exam by somebody of the
 * organization; both are columns of the query that it becomes a part of.
 */
export function isProctored(viewer: Viewer, courseSlug: SQL, organizationId: SQL): SQL {
  const { courses, organizations } = proctorReach(viewer);
  if (courses === "all") return sql`true`;
  const among = (column: SQL, values: readonly string[]) =>
    values.length > 0 ? sql`${column} in ${values}` : sql`false`;
  return sql`coalesce(${among(courseSlug, courses)} or ${among(organizationId, organizations)}, false)`;
}
