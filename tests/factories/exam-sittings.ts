import { announceSitting } from "#app/domain/assessment/sittings.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { minutes, NOW } from "./attempts.ts";

export interface SittingFacts {
  title?: string;
  /** Minutes from `NOW` of the tests. */
  opensIn?: number;
  closesIn?: number;
  accessCode?: string | null;
}

/** A sitting of a course, open from the tests' now on for half an hour unless told otherwise. */
export async function insertSitting(
  db: Database,
  actor: Viewer,
  course: string,
  { title = "Mañana", opensIn = 0, closesIn = 30, accessCode = null }: SittingFacts = {},
): Promise<string> {
  const plan = { title, opensAt: minutes(opensIn), closesAt: minutes(closesIn), accessCode };
  const announced = await announceSitting(db, actor, course, plan, NOW);
  if (!announced.ok) throw new Error(announced.reason);
  return announced.value;
}
