import { sql } from "drizzle-orm";
import { acceptJudging, saveRatings } from "#app/domain/psychometrics/judging.server.ts";
import { createPanel, runPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import type { Database } from "#app/server/db.ts";
import { course } from "./course.ts";
import { insertPerson, type Person } from "./fixtures.ts";

/** A panel of judges at every stage, each with the same judge. */
export interface Panels {
  judge: Person;
  /** The judge has been invited, and has not promised yet. */
  invited: string;
  first: string;
  second: string;
  published: string;
}

export async function makePanels(db: Database, trainer: Person): Promise<Panels> {
  const judge = await insertPerson(db);
  const panel = (stage: Stage) => makePanel(db, { trainer, judge }, stage);
  return {
    judge,
    invited: await panel("invited"),
    first: await panel("first"),
    second: await panel("second"),
    published: await panel("published"),
  };
}

type Stage = "invited" | "first" | "second" | "published";

/** A panel over a form of the real course, brought as far as that. */
export async function makePanel(
  db: Database,
  { trainer, judge }: { trainer: Person; judge: Person },
  stage: Stage,
): Promise<string> {
  const now = new Date();
  const grants = [{ role: "trainer" as const, organizationId: null, courseSlug: null }];
  const actor = { id: trainer.id, grants };
  const what = { course: course.slug, scope: "form:GT" };
  const made = await createPanel(db, actor, what, now, Math.random);
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  await runPanel(db, actor, id, { hacer: "invitar", persona: judge.username }, now);
  if (stage === "invited") return id;
  await acceptJudging(db, judge, id, now);
  if (stage === "first") return id;
  const items = await db.execute<{ position: number }>(
    sql`select position from angoff_items where panel_id = ${id}`,
  );
  const percents = new Map(items.map(({ position }) => [position, 40 + 5 * position]));
  await saveRatings(db, judge, id, { round: 1, percents }, now);
  await runPanel(db, actor, id, { hacer: "cerrar" }, now);
  if (stage === "second") return id;
  await runPanel(db, actor, id, { hacer: "publicar", "entiendo[]": ["si"] }, now);
  return id;
}
