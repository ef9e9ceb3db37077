import { sql } from "drizzle-orm";
import { taughtCourses } from "#app/domain/courses/queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { courseOfBank, examCounts, searchBank } from "./bank-queries.server.ts";
import { type BankSearch, readBankSearch } from "./bank-search.ts";
import { blueprintCells } from "./blueprint-cells.ts";
import type { DuplicatePair } from "./duplicate-pair.ts";

/** Courses of the viewer, and the one that an address names: the first where it names none. */
export async function bankCourse(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const courses = (await taughtCourses(db, viewer)).map(({ slug, title }) => ({ slug, title }));
  const slug = params.get("curso") ?? courses[0]?.slug;
  if (slug === undefined || !courses.some((each) => each.slug === slug)) return null;
  const course = await courseOfBank(db, slug);
  return course && { courses, course };
}

/** The bank of a course that the viewer teaches, as it is searched; null for any other. */
export async function bankPage(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const chosen = await bankCourse(db, viewer, params);
  if (!chosen) return null;
  const { courses, course } = chosen;
  const search: BankSearch = readBankSearch(params);
  const found = await searchBank(db, course.slug, search);
  const cells = blueprintCells(course.blueprint, await examCounts(db, course.slug));
  return { courses, course, search, ...found, cells };
}

/** Pairs of a course that the worker found, the most alike first; retired ones are settled. */
export async function duplicatePairs(db: Executor, courseSlug: string): Promise<DuplicatePair[]> {
  const rows = await db.execute<{
    item_id: string;
    other_id: string;
    similarity: number;
    one: string;
    other: string;
  }>(sql`
    with bank as (
      select item_id, item_hash from bank_items where course_slug = ${courseSlug}
      union
      select item_id, item_hash from courses join edition_items on edition_id = current_edition_id
        where slug = ${courseSlug}
    ), asked as (
      select item_id, body ->> 'prompt' as prompt from bank join item_versions using (item_id)
      where hash = item_hash and not exists (select from bank_retirements r
        where r.course_slug = ${courseSlug} and r.item_id = bank.item_id and r.restored_at is null)
    )
    select d.item_id, d.other_id, similarity, one.prompt as one, other.prompt as other
    from bank_duplicates d
    join asked one on one.item_id = d.item_id join asked other on other.item_id = d.other_id
    where d.course_slug = ${courseSlug} order by similarity desc, d.item_id limit 200`);
  return rows.map(({ item_id, other_id, similarity, one, other }) => ({
    similarity,
    one: { id: item_id, prompt: one },
    other: { id: other_id, prompt: other },
  }));
}
