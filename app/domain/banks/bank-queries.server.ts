import { type SQL, sql } from "drizzle-orm";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import type { Executor } from "#app/server/db.ts";
import { type BankRow, type BankSearch, PAGE_SIZE } from "./bank-search.ts";
import { searchable } from "./words.ts";

/** A page of a course's bank, by id, and how many there are. */
export async function searchBank(
  db: Executor,
  courseSlug: string,
  search: BankSearch,
): Promise<{ rows: BankRow[]; total: number }> {
  const offset = (search.page - 1) * PAGE_SIZE;
  const rows = await db.execute<BankRow & { total: number } & Record<string, unknown>>(sql`
    with bank as (${bankOf(courseSlug)}), page as (
      select bank.*, count(*) over ()::int as total from bank where ${conditions(search)}
      order by item_id limit ${PAGE_SIZE} offset ${offset}
    )
    select page.item_id as id, origin, body ->> 'title' as title, body ->> 'prompt' as prompt,
      page.interaction, page.objective, page.difficulty, page.uses, page.countries, retired, total
    from page join item_versions on hash = item_hash order by page.item_id`);
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
  };
}

/** Items of a large bank that are looked at before others have their turn. */
const BATCH = 250;

/**
 * The items of a course's bank that a search finds, whatever its page, by id and some hundreds at
 * a time: between them the process answers others.
 */
export async function* foundItems(
  db: Executor,
  courseSlug: string,
  search: BankSearch,
): AsyncGenerator<AssessmentItem[]> {
  let after = "";
  for (;;) {
    const rows = await db.execute<{ body: AssessmentItem }>(sql`
      with bank as (${bankOf(courseSlug)})
      select body from bank join item_versions on hash = item_hash
      where ${conditions(search)} and bank.item_id > ${after} order by bank.item_id limit ${BATCH}`);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ body }) => body);
    after = last.body.id;
  }
}

/** How many exam questions there are of each objective and difficulty that may be asked. */
export async function examCounts(db: Executor, courseSlug: string) {
  const rows = await db.execute<{ objective: string; difficulty: string; count: number }>(sql`
    with bank as (${bankOf(courseSlug)})
    select objective, difficulty, count(*)::int as count from bank
    where 'exam' = any(uses) and not retired and objective is not null
    group by objective, difficulty`);
  return rows.map((row) => ({ ...row }));
}

/** What the pages of a bank need of its course; null where it is not on offer. */
export async function courseOfBank(db: Executor, courseSlug: string) {
  const [row] = await db.execute<{ manifest: CourseManifest }>(sql`
    select manifest from courses join editions on editions.id = current_edition_id
    where slug = ${courseSlug}`);
  if (!row) return null;
  const { slug, title, objectives, countries, exam, license } = row.manifest;
  return { slug, title, objectives, countries, license, blueprint: exam?.blueprint ?? [] };
}

/** What a course's bank is made of: the edition's files, and what was written or imported here. */
function bankOf(courseSlug: string): SQL {
  return sql`
    select all_items.*, exists (select from bank_retirements r
      where r.course_slug = ${courseSlug} and r.item_id = all_items.item_id
        and r.restored_at is null) as retired
    from (
      select 'content' as origin, edition_items.item_id, item_hash,
        body ->> 'interaction' as interaction, body ->> 'objective' as objective,
        body ->> 'difficulty' as difficulty, ${textsOf("uses")} as uses,
        ${textsOf("countries")} as countries,
        translate(lower(concat_ws(' ', edition_items.item_id, body ->> 'title', body ->> 'prompt',
          body ->> 'choices', body ->> 'sources', body ->> 'tags')), 'áéíóúüñ', 'aeiouun') as words
      from courses join edition_items on edition_id = current_edition_id
      join item_versions on hash = item_hash
      where slug = ${courseSlug}
      union all
      select 'authored', item_id, item_hash, interaction, objective, difficulty, uses, countries,
        words
      from bank_items where course_slug = ${courseSlug} and not exists (
        select from courses join edition_items on edition_id = current_edition_id
        where slug = ${courseSlug} and edition_items.item_id = bank_items.item_id)
    ) all_items`;
}

const textsOf = (field: "uses" | "countries"): SQL =>
  sql`array(select jsonb_array_elements_text(body -> ${field}))`;

function conditions(search: BankSearch): SQL {
  const { text, objective, difficulty, use, interaction, country, state, origin } = search;
  const all: SQL[] = [sql`true`];
  for (const word of searchable(text).split(/\s+/).filter(Boolean).slice(0, 8)) {
    all.push(sql`strpos(words, ${word}) > 0`);
  }
  if (objective) all.push(sql`bank.objective = ${objective}`);
  if (difficulty) all.push(sql`bank.difficulty = ${difficulty}`);
  if (use) all.push(sql`${use} = any(bank.uses)`);
  if (interaction) all.push(sql`bank.interaction = ${interaction}`);
  if (country) all.push(sql`(${country} = any(bank.countries) or cardinality(bank.countries) = 0)`);
  if (state) all.push(state === "retired" ? sql`retired` : sql`not retired`);
  if (origin) all.push(sql`origin = ${origin}`);
  return sql.join(all, sql` and `);
}
