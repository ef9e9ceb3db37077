import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { fileAppeal } from "#app/domain/grading/appeals.server.ts";
import { giveMark } from "#app/domain/grading/marking.server.ts";
import { rescore } from "#app/domain/grading/rescore.server.ts";
import { makeRuling } from "#app/domain/grading/rulings.server.ts";
import type { Database } from "#app/server/db.ts";
import { grader, handIn, posted, publishEssayCourse } from "#tests/factories/grading.ts";
import { rulingsOn } from "#tests/factories/rulings.ts";
import { insertPerson, type Person } from "./fixtures.ts";

/** People whose exam somebody marks, or marked, or whose questions were found wrong. */
export interface GradingWorld {
  essayCourse: string;
  /** Waits for a mark. */
  essayist: Person;
  /** Passed, would not have after a ruling, and appealed two questions. */
  corrected: Person;
  toMark: string;
  ruling: string;
  /** What the ruling changed for `corrected`. */
  change: string;
}

/** A course of this test's own whose exam has an essay. */
export async function essayCourseOf(db: Database): Promise<string> {
  const slug = `ensayo-${randomBytes(6).toString("hex")}`;
  await publishEssayCourse(db, slug);
  return slug;
}

/** Somebody hands in the exam of such a course, some minutes ago; answers the essay that waits. */
export async function handInEssay(db: Database, person: Person, course: string): Promise<string> {
  const at = new Date(Date.now() - 10 * 60_000);
  await enroll(db, person, course, at);
  const { toMark } = await handIn(db, { course, at, who: { id: person.id, country: "GT" } });
  return toMark;
}

export async function makeGradingWorld(db: Database): Promise<GradingWorld> {
  const [essayist, corrected] = [await insertPerson(db), await insertPerson(db)];
  const essayCourse = await essayCourseOf(db);
  const toMark = await handInEssay(db, essayist, essayCourse);
  const trainer = await grader(db, essayCourse, { username: `formadora-${essayCourse}` });
  const marked = await handInEssay(db, corrected, essayCourse);
  const comment = "Explique de dónde sale cada cifra.";
  const now = new Date();
  await giveMark(db, trainer, marked, posted({ claridad: 1, evidencia: 1 }, { comment }), now);
  const result = { courseSlug: essayCourse, number: 1 };
  for (const place of [1, 2]) {
    await fileAppeal(db, corrected, result, { place, reason: "Hay dos respuestas." }, now);
  }
  const version = await rulingsOn(db, trainer).versionOf(essayCourse);
  const change = { kind: "choice", choice: "a", beside: false } as const;
  const reason = "La norma cambió en 2025.";
  const made = await makeRuling(db, trainer, { version, change, reason }, now);
  if (!made.ok) throw new Error(made.reason);
  await rescore(db, made.value, now);
  const [changed] = await db.execute<{ id: string }>(
    sql`select id from score_changes where ruling_id = ${made.value}`,
  );
  return {
    ...{ essayCourse, essayist, corrected, toMark },
    ...{ ruling: made.value, change: changed?.id ?? "" },
  };
}
