import { sql } from "drizzle-orm";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import type { ItemChange } from "#app/domain/grading/rekey.ts";
import { type AskedVersion, makeRuling } from "#app/domain/grading/rulings.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { examItems, official, publishCourse } from "./assessment.ts";
import { answer, attemptsOn, minutes } from "./attempts.ts";

/** When the tests of rulings decide. */
export const later = minutes(10);

/** What they tell whoever sat the exam. */
export const REASON = "Había dos.";

/** What the tests of rulings and appeals do again and again, as one grader, on one database. */
export function rulingsOn(db: Database, actor: Viewer) {
  const { begin, saveOne } = attemptsOn(() => db);

  /** The version of an item that a course asks. */
  async function versionOf(courseSlug: string, item = "dab-1-e1"): Promise<AskedVersion> {
    const [row] = await db.execute<{ hash: string }>(sql`
      select item_hash as hash from edition_items join editions on editions.id = edition_id
      where course_slug = ${courseSlug} and item_id = ${item}`);
    return { courseSlug, hash: row?.hash ?? "" };
  }

  return {
    versionOf,

    /** A course of two choice questions in which `b` is right and half is enough. */
    async pairCourse(slug: string, exam = {}): Promise<string> {
      await publishCourse(db, {
        slug,
        items: examItems("dab-1", 2),
        exam: { passMark: 0.5, blueprint: [{ objective: "dab-1", count: 2 }], ...exam },
      });
      return slug;
    },

    /** Somebody answers the first question with one choice and the second with another. */
    async sit(course: string, first: string, second: string) {
      const who = await official(db, { course });
      const { id } = await begin(who, course);
      await saveOne(who, id, answer("dab-1-e1", first));
      await saveOne(who, id, answer("dab-1-e2", second));
      await finishAttempt(db, who, id, minutes(2));
      return { who, attempt: id };
    },

    /** Rules about an item of a course; answers the ruling's id. */
    async rule(course: string, change: ItemChange, item?: string): Promise<string> {
      const version = await versionOf(course, item);
      const made = await makeRuling(db, actor, { version, change, reason: REASON }, later);
      if (!made.ok) throw new Error(made.reason);
      return made.value;
    },
  };
}
