import { type SQL, sql } from "drizzle-orm";
import { type Executor, executePrepared } from "./db.ts";

/** A query that may go to the database with others, and what its rows mean. */
export interface Question<Answer> {
  query: SQL;
  read(rows: unknown): Answer;
}

/**
 * Makes a question. Its rows come as JSON, in the query's order: a moment is text in
 * ISO 8601. Its text must not change with its values, or every variant stays prepared.
 */
export const question = <Row, Answer>(
  query: SQL,
  read: (rows: readonly Row[]) => Answer,
): Question<Answer> => ({ query, read: (rows) => read(rows as Row[]) });

type Questions = Record<string, Question<unknown>>;
type Answers<Asked extends Questions> = {
  [Name in keyof Asked]: Asked[Name] extends Question<infer Answer> ? Answer : never;
};

/** The answers to several questions, by name, in one round trip and of one instant. */
export async function askAtOnce<Asked extends Questions>(
  db: Executor,
  asked: Asked,
): Promise<Answers<Asked>> {
  const names = Object.keys(asked);
  const columns = names.map(
    (name) => sql`(select coalesce(json_agg(row_to_json(answer)), '[]') from (${asked[name]?.query})
      as answer) as ${sql.identifier(name)}`,
  );
  const [row = {}] = await executePrepared(db, sql`select ${sql.join(columns, sql`, `)}`);
  const answers = names.map((name) => [name, asked[name]?.read(row[name])]);
  return Object.fromEntries(answers) as Answers<Asked>;
}

/** The answer to one question. */
export async function ask<Answer>(db: Executor, asked: Question<Answer>): Promise<Answer> {
  return (await askAtOnce(db, { asked })).asked;
}
