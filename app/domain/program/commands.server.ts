import { eq, sql } from "drizzle-orm";
import { canSetProgram } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { programs } from "#db/schema/program.ts";
import type { ProgramForm } from "./program-form.ts";

/** Certification that counts towards the goal when no course declares a pathway yet. */
const DEFAULT_PATHWAY = "agente-innovacion-publica";

/**
 * Names the programme, or changes how it is named: there is one. What was issued keeps the
 * name under which it was issued. Refuses who has not the right.
 */
export async function setProgram(
  db: Database,
  actor: Viewer,
  { name, "countries[]": countries, goal, startsOn, years }: ProgramForm,
  now: Date,
): Promise<Result<{ id: string }, "not-allowed">> {
  if (!canSetProgram(actor) || actor.secondFactor === "needed") return refused("not-allowed");
  return db.transaction(async (tx) => {
    // Two administrators at once still make one programme.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('program', 7))`);
    const [existing] = await tx.select({ id: programs.id }).from(programs).limit(1);
    const values = { name, countries, goal, startsOn, years };
    const id = existing?.id ?? newId();
    if (existing) await tx.update(programs).set(values).where(eq(programs.id, id));
    else {
      const achievementId = await declaredPathway(tx);
      await tx
        .insert(programs)
        .values({ ...values, id, achievementId, createdBy: actor.id, createdAt: now });
    }
    await record(tx, {
      actorId: actor.id,
      verb: existing ? "updated" : "created",
      objectType: "program",
      objectId: id,
      result: { goal, startsOn, years, countries },
    });
    return done({ id });
  });
}

async function declaredPathway(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ id: string | null }>(sql`
    select e.manifest->'pathways'->0->>'id' id
    from courses c join editions e on e.id = c.current_edition_id
    where jsonb_array_length(e.manifest->'pathways') > 0 order by c.slug limit 1`);
  return row?.id ?? DEFAULT_PATHWAY;
}
