import { sql } from "drizzle-orm";
import type { GivenAnswer } from "#app/domain/assessment/answer-fields.ts";
import type { FormItem } from "#app/domain/assessment/form.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import type { Official } from "./assessment.ts";

/** When the tests of exams happen. */
export const NOW = new Date("2026-11-21T10:00:00Z");

/** That many minutes later. */
export const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

/** In the factory's items the second choice, `b`, is right. */
export const answer = (item: string, choice = "b", id = newId()): GivenAnswer => ({
  id,
  item,
  response: [choice],
});

/** What the tests of attempts do again and again, on one database. */
export function attemptsOn(database: () => Database) {
  return {
    async begin(who: Official, course = "curso", now = NOW) {
      const started = await startAttempt(database(), who, course, now);
      if (!started.ok) throw new Error(started.reason);
      return started.value;
    },

    async formOf(attempt: string): Promise<FormItem[]> {
      const [row] = await database().execute<{ form: FormItem[] }>(
        sql`select form from attempts where id = ${attempt}`,
      );
      return row?.form ?? [];
    },

    async saveOne(who: Official, attempt: string, given: GivenAnswer, now = minutes(1)) {
      const saved = await saveAnswers(database(), who, attempt, [given], now);
      return saved?.answers[0];
    },

    async countOf(table: "responses" | "attempts" | "statements", where = sql`true`) {
      const [row] = await database().execute<{ n: number }>(
        sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`,
      );
      return row?.n;
    },
  };
}
