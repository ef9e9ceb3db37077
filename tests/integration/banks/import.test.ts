import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { writeItems } from "#app/domain/banks/formats.ts";
import { importLines } from "#app/domain/banks/import-queries.server.ts";
import { readFile } from "#app/domain/banks/read-file.server.ts";
import { NOTHING_CHOSEN } from "#app/domain/banks/source-item.ts";
import { sendFile } from "#app/domain/banks/start-import.server.ts";
import { takeImport } from "#app/domain/banks/take-import.server.ts";
import { examItems, official, publishCourse } from "#tests/factories/assessment.ts";
import { RandomItems } from "#tests/factories/bank-items.ts";
import { authored, bringIn, NOW, preview } from "#tests/factories/banks.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice, seed } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const { viewer } = await insertViewer(db, { roles: ["trainer"] });

let made = 0;
async function course(options = {}): Promise<string> {
  made += 1;
  return (await publishCourse(db, { slug: `curso-${made}`, ...options })).slug;
}

const question = (id: string, prompt: string) => `// [id:${id}]\n::${id}::${prompt} {=sí ~no}`;
const linesOf = (id: string) => importLines(db, id, { most: 1000 });

test("a file succeeds in part: what is good comes in, the rest is told with its line", async () => {
  const slug = await course();
  const text = [question("q1", "¿Uno?"), "¿Roto? {=a", question("q3", "¿Tres?"), "Lea esto."];
  const state = await bringIn(db, viewer, slug, text.join("\n\n"));
  expect(state).toMatchObject({
    ...{ stage: "done", format: "gift", encoding: "utf-8" },
    counts: { added: 2, changed: 0, same: 0, refused: 1, skipped: 1 },
  });
  expect((await authored(db, slug)).map(({ id }) => id)).toEqual(["q1", "q3"]);
  expect(await linesOf(state.id)).toMatchObject([
    { line: 1, outcome: "added", itemId: "q1" },
    { line: 4, outcome: "refused", fault: "syntax" },
    { line: 6, outcome: "added", itemId: "q3" },
    { line: 9, outcome: "skipped", fault: "description" },
  ]);
});

test("the same file again changes nothing, also where its questions bring no id", async () => {
  const slug = await course();
  const text = `$CATEGORY: $course$/Agua\n\n¿Cuánto? {#5}\n\n::Dos::¿Qué? {=a ~b}\n\n${question("q1", "¿Uno?")}`;
  await bringIn(db, viewer, slug, text);
  const again = await bringIn(db, viewer, slug, text);
  expect(again.counts).toMatchObject({ added: 0, changed: 0, same: 3 });
  const [{ count } = { count: 0 }] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from bank_revisions where course_slug = ${slug}`);
  expect(count).toBe(3);
});

test("a question that changed is a new version of its item", async () => {
  const slug = await course();
  await bringIn(db, viewer, slug, question("q1", "¿Uno?"));
  const changed = await bringIn(db, viewer, slug, question("q1", "¿Uno o dos?"));
  expect(changed.counts).toMatchObject({ added: 0, changed: 1 });
  const versions = await db.execute<{ prompt: string; by: string }>(sql`
    select body ->> 'prompt' as prompt, revised_by as by from bank_revisions
    join item_versions on hash = item_hash where course_slug = ${slug}`);
  expect(versions.map(({ prompt }) => prompt).sort()).toEqual(["¿Uno o dos?", "¿Uno?"]);
  expect(versions.every(({ by }) => by === viewer.id)).toBe(true);
});

test("what is chosen holds for questions that say nothing, and not for those that do", async () => {
  const slug = await course();
  const defaults = {
    ...{ objective: "dab-1", difficulty: "dificil" as const },
    ...{ countries: ["GT"], uses: ["exam" as const] },
  };
  const own = `// [id:q2] [tag:objetivo:dab-2] [tag:dificultad:facil] [tag:uso:leccion]\n¿Dos? {T}`;
  await bringIn(db, viewer, slug, `${question("q1", "¿Uno?")}\n\n${own}`, { defaults });
  expect(await authored(db, slug)).toMatchObject([
    { objective: "dab-1", difficulty: "dificil", uses: ["exam"], countries: ["GT"] },
    { objective: "dab-2", difficulty: "facil", uses: ["lesson"], countries: ["GT"] },
  ]);
});

test("an essay gets a rubric, which a later file without one does not take away", async () => {
  const slug = await course();
  const defaults = { ...NOTHING_CHOSEN, objective: "dab-1" };
  const first = await bringIn(db, viewer, slug, "// [id:q1]\n¿Qué haría? {}", { defaults });
  expect((await linesOf(first.id))[0]?.notes).toEqual(["rubric"]);
  const [item] = await authored(db, slug);
  expect(item).toMatchObject({ uses: ["exam"], rubric: { criteria: [{ levels: [{}, {}, {}] }] } });
  await bringIn(db, viewer, slug, "// [id:q1]\n¿Qué haría hoy? {}", { defaults });
  expect((await authored(db, slug))[0]).toMatchObject({ rubric: item?.rubric });
});

test("an id of the course's files is theirs; the same question under it is the same", async () => {
  const [item] = examItems("dab-1", 1);
  const slug = await course({ items: item ? [item] : [] });
  const same = await preview(db, viewer, slug, writeItems("gift", item ? [item] : []));
  expect(same.counts).toMatchObject({ same: 1, refused: 0 });
  const other = await preview(db, viewer, slug, question(item?.id ?? "", "¿Otra?"));
  expect((await linesOf(other.id))[0]).toMatchObject({ outcome: "refused", fault: "of-content" });
});

test("the second of two questions with one id is told with the first's line", async () => {
  const slug = await course();
  const text = `${question("q1", "¿Uno?")}\n\n${question("q1", "¿Otra?")}`;
  const { id } = await preview(db, viewer, slug, text);
  expect((await linesOf(id))[1]).toMatchObject({ fault: "repeated", detail: "1", line: 4 });
});

test("what is exported and brought back is the same, in every format that has ids", async () => {
  const slug = await course();
  const random = new RandomItems(dice(seed));
  const items = Array.from({ length: 60 }, (_, index) => random.item(`q${index}`));
  await bringIn(db, viewer, slug, writeItems("moodle-xml", items));
  const kept = await authored(db, slug);
  expect(kept.length, `SEED=${seed}`).toBe(60);
  for (const format of ["gift", "moodle-xml"] as const) {
    const { counts } = await preview(db, viewer, slug, writeItems(format, kept));
    expect(counts, `${format} SEED=${seed}`).toMatchObject({ added: 0, changed: 0, refused: 0 });
  }
});

test("nothing is in the bank before it is confirmed, and taking twice takes once", async () => {
  const slug = await course();
  await preview(db, viewer, slug, question("q1", "¿Uno?"));
  expect(await authored(db, slug)).toEqual([]);
  const { id } = await bringIn(db, viewer, slug, question("q2", "¿Dos?"));
  await takeImport(db, id, () => NOW);
  expect(await authored(db, slug)).toHaveLength(1);
  const files = await db.execute(sql`select from files where media_type = 'application/octet-stream'
    and hash in (select source_hash from bank_imports where id = ${id})`);
  expect(files).toHaveLength(0);
});

test("a course that one does not teach takes no file", async () => {
  const slug = await course();
  const { viewer: other } = await insertViewer(db, {
    roles: [{ role: "trainer", courseSlug: "otro" }],
  });
  const file = { courseSlug: slug, fileName: "a", format: null, defaults: NOTHING_CHOSEN };
  const bytes = Buffer.from("¿Qué? {T}");
  expect(await sendFile(db, other, { ...file, bytes }, NOW)).toMatchObject({ reason: "no-course" });
  const large = { ...file, bytes: Buffer.alloc(11 * 1024 * 1024) };
  expect(await sendFile(db, viewer, large, NOW)).toMatchObject({ reason: "too-large" });
});

test.each([
  [
    "doctype",
    `<!DOCTYPE q [<!ENTITY a "ja"><!ENTITY b "&a;&a;">]><quiz><question type="essay">&b;</question></quiz>`,
  ],
  ["too-deep", `<quiz><question type="essay">${"<a>".repeat(100_000)}</question></quiz>`],
  ["no-format", "PK\u0003\u0004 nada"],
  ["empty", "<quiz></quiz>"],
])("a hostile or empty file is refused as a whole: %s", async (fault, text) => {
  const state = await preview(db, viewer, await course(), text);
  expect(state).toMatchObject({ stage: "failed", fault });
});

test("a question that takes too long loses only itself", async () => {
  // A known slow case of the Markdown reader: tens of thousands of delimiters.
  const slow = `[markdown]${"*a_ ".repeat(15_000)} {T}`;
  const text = [question("q1", "¿Uno?"), slow, question("q3", "¿Tres?")].join("\n\n");
  const file = await readFile(Buffer.from(text), null, 1_000);
  const reads = [];
  for await (const batch of file.batches) reads.push(...batch);
  await file.close();
  expect(reads.map((read) => (read.ok ? "ok" : read.fault))).toEqual(["ok", "too-slow", "ok"]);
});

test("an exam draws what was imported for it, and not what is for lessons", async () => {
  const exam = { blueprint: [{ objective: "dab-1", count: 2 }] };
  const slug = await course({ exam, items: [] });
  const person = await official(db, { course: slug });
  const start = () => startAttempt(db, person, slug, new Date("2026-11-02T09:00:00Z"));
  expect(await start()).toMatchObject({ ok: false, reason: "bank" });
  const tagged = (id: string, use: string) =>
    `// [id:${id}] [tag:objetivo:dab-1] [tag:uso:${use}]\n¿${id}? {T}`;
  const text = [tagged("e1", "examen"), tagged("l1", "leccion"), tagged("e2", "examen")];
  await bringIn(db, viewer, slug, text.join("\n\n"));
  const started = await start();
  if (!started.ok) throw new Error(started.reason);
  const [attempt] = await db.execute<{ form: { item: string; hash: string }[] }>(sql`
    select form from attempts where id = ${started.value.id}`);
  expect(attempt?.form.map(({ item }) => item).sort()).toEqual(["e1", "e2"]);
  // An open attempt keeps the version that it was drawn with.
  await bringIn(db, viewer, slug, tagged("e1", "examen").replace("¿e1?", "¿Otra cosa?"));
  const [kept] = await db.execute<{ form: { hash: string }[] }>(sql`
    select form from attempts where id = ${started.value.id}`);
  expect(kept?.form).toEqual(attempt?.form);
});
