import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import { startThreads } from "#app/server/threads.ts";
import { lockBank } from "./bank-lock.server.ts";
import type { comparingTasks } from "./comparing/thread.server.ts";
import { searchable } from "./words.ts";

/** Similarity from which two questions are told as duplicates. */
const ALIKE = 0.55;

/** Ten thousand questions take some seconds and 100 MB. */
const LIMITS = { threads: 1, waiting: 1, timeout: 120_000, memory: 256, idle: 10_000 };

/** Looks for questions of a course that say nearly the same, and keeps what it finds. */
export async function compareBank(db: Database, courseSlug: string): Promise<void> {
  const rows = await db.execute<{ id: string; prompt: string; offered: string[] }>(sql`
    select bank.item_id as id, body ->> 'prompt' as prompt,
      array(select jsonb_array_elements((body -> 'choices') || coalesce(body -> 'sources', '[]'))
        ->> 'text') as offered
    from (
      select item_id, item_hash from bank_items where course_slug = ${courseSlug}
      union
      select item_id, item_hash from courses join edition_items on edition_id = current_edition_id
        where slug = ${courseSlug}
    ) bank join item_versions on hash = item_hash`);
  const texts = rows.map(({ id, prompt, offered }) => ({ id, text: textOf(prompt, offered) }));
  const found = (await compared(texts)).map(({ one, other, similarity }) => {
    const [first, second] = one < other ? [one, other] : [other, one];
    return { item_id: first, other_id: second, similarity };
  });
  await db.transaction(async (tx) => {
    await lockBank(tx, courseSlug);
    await tx.execute(sql`delete from bank_duplicates where course_slug = ${courseSlug}`);
    await tx.execute(sql`
      insert into bank_duplicates (course_slug, item_id, other_id, similarity)
      select ${courseSlug}, item_id, other_id, similarity
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as row(item_id text, other_id text, similarity real)
      on conflict do nothing`);
  });
}

/** On a thread of its own: the worker has other jobs, and less memory. */
async function compared(texts: { id: string; text: string }[]) {
  const entry = new URL("./comparing/thread.server.ts", import.meta.url);
  const threads = startThreads<typeof comparingTasks>(entry, LIMITS);
  try {
    return await threads.run("likenesses", { texts, threshold: ALIKE });
  } finally {
    await threads.close();
  }
}

/** What it asks and what it offers, in whatever order. */
function textOf(prompt: string, offered: readonly string[]): string {
  return [searchable(prompt), ...offered.map(searchable).sort()].join("\n");
}
