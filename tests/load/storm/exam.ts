import { sql } from "drizzle-orm";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import type { Database } from "#app/server/db.ts";
import { variantOfCourse } from "#tests/factories/course-variant.ts";
import { enter } from "../visitors.ts";

/** Questions of the exam in the storm. */
export const QUESTIONS = 20;
export const PASS_MARK = 0.7;

/**
 * The real course again, with its own questions in an exam of twenty, and officials of the
 * demonstration enrolled in it and logged in: on the day, people log in early. Their cookies.
 */
export async function prepareExam(
  db: Database,
  { of, course, people }: { of: string; course: string; people: number },
): Promise<string[]> {
  const objectives = await objectivesOf(db, of);
  const blueprint = objectives.map((objective, index) => ({
    objective,
    count: Math.floor((QUESTIONS + objectives.length - 1 - index) / objectives.length),
  }));
  await variantOfCourse(db, of, course, {
    ...{ blueprint, passMark: PASS_MARK, opensAfterLessons: false, layout: "one-by-one" },
    ...{ minutes: 45, attempts: 3, waitHours: 24 },
  });
  const chosen = await db.execute<{ id: string; username: string }>(sql`
    select id, username from users where username not like 'demo.%' order by id limit ${people}`);
  if (chosen.length < people) throw new Error(`There are only ${chosen.length} officials`);
  const now = new Date();
  const cookies: string[] = [];
  for (const person of chosen) {
    await enroll(db, person, course, now);
    cookies.push((await enter(db, person)).cookie);
  }
  return cookies;
}

async function objectivesOf(db: Database, course: string): Promise<string[]> {
  const rows = await db.execute<{ objective: string }>(sql`
    select cell ->> 'objective' as objective
    from courses join editions on editions.id = current_edition_id,
      jsonb_array_elements(manifest -> 'exam' -> 'blueprint') as cell
    where slug = ${course}`);
  return rows.map(({ objective }) => objective);
}
