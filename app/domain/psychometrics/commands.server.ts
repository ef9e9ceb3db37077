import { sql } from "drizzle-orm";
import { canTeach } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { enqueueStatistics } from "./compute.server.ts";

/** Has the statistics of a course's exam calculated now; many who ask at once get one calculation. */
export async function askForStatistics(
  db: Database,
  actor: Viewer,
  course: string,
): Promise<Result<null, "no-exam">> {
  if (!canTeach(actor, course)) return refused("no-exam");
  return db.transaction(async (tx) => {
    const [exam] = await tx.execute<{ test: string }>(sql`
      select manifest -> 'exam' ->> 'id' as test
      from courses join editions on editions.id = current_edition_id
      where slug = ${course} and manifest -> 'exam' ->> 'id' is not null`);
    if (!exam) return refused("no-exam");
    await enqueueStatistics(tx, { course, test: exam.test });
    await record(tx, {
      actorId: actor.id,
      verb: "requested",
      objectType: "exam-statistics",
      objectId: `${course}/${exam.test}`,
    });
    return done(null);
  });
}
