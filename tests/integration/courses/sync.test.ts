import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { connect } from "#app/server/db.ts";
import { editionItems } from "#db/schema/assessment.ts";
import { compiledLessons, editionFiles, editionLessons, editions } from "#db/schema/courses.ts";
import { COURSE, type ContentFolder, contentFolder } from "#tests/factories/courses.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

let db: TestDatabase;
let folder: ContentFolder;
beforeEach(async () => {
  db = await freshDatabase();
  folder = contentFolder();
});

const sync = async () => (await folder.sync(db))[0];
const current = async () => {
  const [row] = await db.execute<{ number: number }>(sql`
    select number from courses join editions on editions.id = current_edition_id`);
  return row?.number ?? null;
};

describe("syncing a course", () => {
  test("makes its first edition, with lessons, files and questions", async () => {
    expect(await sync()).toMatchObject({ outcome: "publish", edition: 1, compiled: 3 });
    expect(await db.$count(editionLessons)).toBe(3);
    expect(await db.$count(editionFiles)).toBe(2);
    expect(await db.$count(editionItems)).toBe(13);
  });

  test("changes nothing the second time", async () => {
    await sync();
    db.queries.length = 0;
    expect(await sync()).toMatchObject({ outcome: "unchanged", edition: 1, compiled: 0 });
    expect(db.queries.filter((text) => !/^\s*select/i.test(text))).toEqual([]);
  });

  test("makes the next edition when a lesson changes, and compiles only that lesson", async () => {
    await sync();
    folder.replace("es/avisar-de-un-corte.mdx", "un día", "dos días");
    expect(await sync()).toMatchObject({ outcome: "publish", edition: 2, compiled: 1 });
    expect(await db.$count(editions)).toBe(2);
  });

  test("compiles a lesson again when its figure changes", async () => {
    await sync();
    folder.replace("figures/medidor.svg", "#dfe9e4", "#ffffff");
    expect(await sync()).toMatchObject({ outcome: "publish", edition: 2, compiled: 1 });
  });

  test("goes back to an earlier edition when its content comes back", async () => {
    await sync();
    folder.replace("course.json", "Agua segura", "Agua limpia");
    await sync();
    folder.replace("course.json", "Agua limpia", "Agua segura");
    expect(await sync()).toMatchObject({ outcome: "restore", edition: 1, compiled: 0 });
    expect(await current()).toBe(1);
    expect(await db.$count(editions)).toBe(2);
  });

  test("keeps the edition when only the compiler's result has another key", async () => {
    await sync();
    await db.execute(sql`insert into compiled_lessons (hash, body)
      select 'of-another-compiler', body from compiled_lessons limit 1`);
    await db.execute(sql`update edition_lessons set compiled_hash = 'of-another-compiler'`);
    expect(await sync()).toMatchObject({ outcome: "recompile", edition: 1 });
    expect(await sync()).toMatchObject({ outcome: "unchanged" });
  });

  test("withdraws a course whose folder is gone, and offers it again when it is back", async () => {
    await sync();
    const whole = contentFolder();
    folder.remove("");
    expect(await sync()).toMatchObject({ outcome: "withdrawn" });
    expect(await current()).toBeNull();
    folder = whole;
    expect(await sync()).toMatchObject({ outcome: "restore", edition: 1 });
  });

  test("refuses a folder that is not there, and withdraws nothing", async () => {
    await sync();
    const { syncCourses } = await import("#app/domain/courses/sync.server.ts");
    const { syncPorts } = await import("#app/operator/content-sync.ts");
    await expect(syncCourses(db, `${folder.path}/nowhere`, syncPorts)).rejects.toThrow("nowhere");
    expect(await current()).toBe(1);
  });

  test("by two processes at once publishes once", async () => {
    const other = connect(db.url);
    const reports = await Promise.all([folder.sync(db), folder.sync(other)]);
    await other.close();
    expect(
      reports
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["publish", "unchanged"]);
    expect(await db.$count(editions)).toBe(1);
    expect(await db.$count(compiledLessons)).toBe(3);
  });
});

describe("a broken course", () => {
  const lesson = "es/leer-un-medidor.mdx";
  const cases: [string, () => void, string, string][] = [
    [
      "bad JSON",
      () => folder.replace("course.json", '"code": "AGU",', '"code": "AGU"'),
      "course.json:4",
      "not JSON",
    ],
    [
      "a wrong field of course.json",
      () => folder.replace("course.json", '"passMark": 0.7', '"passMark": 7'),
      "course.json:34",
      "exam.passMark",
    ],
    [
      "a repeated lesson id",
      () => folder.replace("course.json", '"avisar-de-un-corte"', '"leer-un-medidor"'),
      "course.json:27",
      "another lesson has the same id",
    ],
    [
      "a blueprint for an objective that is not there",
      () => folder.replace("course.json", '{ "objective": "agu-1-2"', '{ "objective": "agu-9-9"'),
      "course.json:36",
      "no objective has this id",
    ],
    [
      "a lesson without its file",
      () => folder.remove(lesson),
      "course.json:19",
      "there is no es/leer-un-medidor.mdx",
    ],
    ["bad MDX", () => folder.replace(lesson, "</Example>", ""), `${lesson}:11`, "Example"],
    [
      "front matter that would be executed",
      () => folder.replace(lesson, "---\nid", "---js\nid"),
      `${lesson}:1`,
      "YAML",
    ],
    ["bad YAML", () => folder.replace(lesson, "minutes: 10", "minutes: ]"), `${lesson}:6`, ""],
    [
      "an expression",
      () => folder.replace(lesson, "Rosa lee 120", "Rosa lee {process.exit()}"),
      `${lesson}:13`,
      "{expressions} are not allowed",
    ],
    [
      "an import",
      () => folder.replace(lesson, "\n## Su turno", '\nimport x from "node:fs"\n\n## Su turno'),
      `${lesson}:39`,
      "import and export are not allowed",
    ],
    [
      "an unknown tag",
      () => folder.replace(lesson, "## Su turno", "<constructor />"),
      `${lesson}:39`,
      "<constructor> is not a tag for lessons",
    ],
    [
      "a figure without alternative text",
      () => folder.replace(lesson, ' alt="Un medidor que marca 120."', ""),
      `${lesson}:21`,
      'needs alt="…"',
    ],
    [
      "a missing image",
      () => folder.remove("figures/medidor.svg"),
      `${lesson}:21`,
      "there is no such file",
    ],
    [
      "a link to who knows where",
      () => folder.replace(lesson, "(https://example.org/guia)", "(//evil.example)"),
      `${lesson}:9`,
      "whole https",
    ],
    [
      "an SVG with a script",
      () => folder.replace("figures/medidor.svg", "</svg>", "<script>1</script></svg>"),
      `${lesson}:21`,
      "no scripts",
    ],
    [
      "a sheet that is no sheet",
      () => folder.replace("sheets/lecturas.json", '"columns"', '"columnas"'),
      `${lesson}:41`,
      "sheets",
    ],
    [
      "a question nobody has",
      () => folder.replace(lesson, "agu-1-1-c2", "agu-1-1-c9"),
      `${lesson}:48`,
      "no question has this id",
    ],
    [
      "bad GIFT",
      () => folder.replace("items/lecciones.gift", "=21#", "~21#"),
      "items/lecciones.gift:9",
      "no option is right",
    ],
    [
      "a question in two files",
      () => folder.write("items/mas.gift", folder.read("items/lecciones.gift")),
      "items/mas.gift:1",
      "another file has a question with the same id",
    ],
  ];

  test.each(cases)(
    "by %s names file and line, and keeps the last good edition",
    async (...args) => {
      const [, breakIt, place, message] = args;
      await sync();
      breakIt();
      const report = await sync();
      expect(report).toMatchObject({ outcome: "broken", edition: 1 });
      const sentences = report?.problems.map(
        (problem) => `${problem.file}:${problem.line}: ${problem.message}`,
      );
      expect(sentences?.join("\n")).toContain(`${COURSE}/${place}: `);
      expect(sentences?.join("\n")).toContain(message);
      expect(await current()).toBe(1);
    },
  );

  test("leaves the other courses to go on", async () => {
    folder.copyAs("zeta", "final-zeta");
    folder.replace("course.json", '"code": "AGU",', "");
    const reports = await folder.sync(db);
    expect(reports.map(({ slug, outcome }) => [slug, outcome])).toEqual([
      [COURSE, "broken"],
      ["zeta", "publish"],
    ]);
  });

  test("by the exam id of another course names file and line, and keeps the last good edition", async () => {
    folder.copyAs("zeta", "final-zeta");
    await folder.sync(db);
    folder.replace("../zeta/course.json", '"final-zeta"', '"final"');
    const refused = {
      ...{ slug: "zeta", outcome: "broken", edition: 1 },
      problems: [
        {
          ...{ file: "zeta/course.json", line: 32 },
          message: `final: the exam of ${COURSE} has the same id`,
        },
      ],
    };
    expect((await folder.sync(db))[1]).toMatchObject(refused);
    // Attempts at it may be in the record still.
    folder.remove("");
    expect(await folder.sync(db)).toMatchObject([refused, { slug: COURSE, outcome: "withdrawn" }]);
    folder.replace("../zeta/course.json", '"final"', '"final-zeta"');
    expect((await folder.sync(db))[0]).toMatchObject({ outcome: "unchanged", edition: 1 });
  });
});
