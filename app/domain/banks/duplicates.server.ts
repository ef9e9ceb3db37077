import { sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { Database } from "#app/server/db.ts";
import { lockBank } from "./bank-lock.server.ts";
import { likenesses } from "./similarity.ts";
import { searchable } from "./words.ts";

/** Similarity from which two questions are told as duplicates. */
const ALIKE = 0.7;

/** Looks for questions of a course that say nearly the same, and keeps what it finds. */
export async function compareBank(db: Database, courseSlug: string): Promise<void> {
  const rows = await db.execute<{ body: AssessmentItem }>(sql`
    select body from (
      select item_hash from bank_items where course_slug = ${courseSlug}
      union
      select item_hash from courses join edition_items on edition_id = current_edition_id
        where slug = ${courseSlug}
    ) bank join item_versions on hash = item_hash`);
  const texts = rows.map(({ body }) => ({ id: body.id, text: textOf(body) }));
  const found = likenesses(texts, ALIKE).map(({ one, other, similarity }) => {
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

/** What it asks and what it offers, whatever it is called. */
function textOf({ prompt, choices, sources = [] }: AssessmentItem): string {
  const offered = [...choices, ...sources].map(({ text }) => searchable(text)).sort();
  return [searchable(prompt), ...offered].join("\n");
}
