import type { Database, Transaction } from "#app/server/db.ts";
import {
  type CompiledCourse,
  compileCourse,
  type KeyedLesson,
  type PreparedCourse,
  prepareCourse,
} from "./build-course.server.ts";
import { compiledChecks, keepCompiled, missingKeys } from "./compiled.server.ts";
import { type CoursePlan, planCourse, withdrawn } from "./diff.ts";
import {
  type AppliedEdition,
  applyPlan,
  courseState,
  lockCourse,
  offeredCourses,
  otherWithExam,
  withdraw,
} from "./editions.server.ts";
import type { ContentProblem } from "./problem.ts";
import { type CourseSource, courseFolders, examOfAnother, readCourse } from "./source.server.ts";

/** A question bank as the assessment room reads it; only what this room needs of it. */
interface BankReading<Item extends { id: string }> {
  items: Item[];
  problems: { line: number; message: string }[];
}

/** What other rooms do in a sync: questions are theirs, and so are enrollments. */
export interface SyncPorts<Item extends { id: string }> {
  readBank(bytes: Buffer, file: string): BankReading<Item>;
  storeItems(tx: Transaction, editionId: string, items: readonly Item[]): Promise<void>;
  /** In the transaction that makes an edition current. */
  published(tx: Transaction, edition: AppliedEdition): Promise<void>;
}

/** What became of one course. */
export interface CourseReport {
  slug: string;
  outcome: CoursePlan["kind"] | "broken" | "withdrawn";
  /** Edition that is current now; null when there is none. */
  edition: number | null;
  /** Lessons compiled, the others being known. */
  compiled: number;
  problems: ContentProblem[];
}

/**
 * Brings the courses of `folder` into the database, each in a transaction of
 * its own. A broken course is reported and keeps its last good edition; a second
 * sync of the same content changes nothing; two at once do the work once.
 */
export async function syncCourses<Item extends { id: string }>(
  db: Database,
  folder: string,
  ports: SyncPorts<Item>,
): Promise<CourseReport[]> {
  const slugs = await courseFolders(folder);
  const reports: CourseReport[] = [];
  for (const slug of slugs) reports.push(await syncCourse(db, folder, slug, ports));
  for (const slug of withdrawn(slugs, await offeredCourses(db))) {
    await db.transaction((tx) => withdraw(tx, slug));
    reports.push({ slug, outcome: "withdrawn", edition: null, compiled: 0, problems: [] });
  }
  return reports;
}

async function syncCourse<Item extends { id: string }>(
  db: Database,
  folder: string,
  slug: string,
  ports: SyncPorts<Item>,
): Promise<CourseReport> {
  const broken = async (problems: ContentProblem[], compiled = 0): Promise<CourseReport> => ({
    slug,
    outcome: "broken",
    edition: (await currentNumber(db, slug)) ?? null,
    compiled,
    problems,
  });
  const read = await readCourse(folder, slug);
  if (!read.ok) return broken(read.problems);
  const course = await prepareCourse(read.source);
  const content = contentOf(course);
  const first = planCourse(content, await courseState(db, slug));
  if (first.kind === "unchanged") {
    return { slug, outcome: first.kind, edition: first.number, compiled: 0, problems: [] };
  }

  const toCompile = await missingKeys(db, course.lessons);
  const compiled = await compileCourse(course, toCompile);
  await keepCompiled(db, toCompile, compiled);
  const bank = readItems(read.source, ports);
  const items = bank.placed.map(({ item }) => item);
  const owner = await otherWithExam(db, slug, read.source.manifest.exam?.id);
  const problems = [
    ...examOfAnother(read.source, owner),
    ...compiled.problems,
    ...bank.problems,
    ...unknownChecks(course, await checksOf(db, course, compiled), items),
  ];
  if (problems.length > 0) return broken(inOrder(problems), compiled.lessons.size);

  const plan = await db.transaction(async (tx) => {
    await lockCourse(tx, slug);
    const now = planCourse(content, await courseState(tx, slug));
    await applyPlan(tx, now, course, {
      storeItems: (editionId) => ports.storeItems(tx, editionId, items),
      published: (edition) => ports.published(tx, edition),
    });
    return now;
  });
  return {
    slug,
    outcome: plan.kind,
    edition: plan.number,
    compiled: compiled.lessons.size,
    problems: [],
  };
}

function contentOf({ source, lessons }: PreparedCourse) {
  return {
    contentHash: source.contentHash,
    lessons: lessons.map(({ lessonId, key }) => ({ lessonId, key })),
  };
}

async function currentNumber(db: Database, slug: string): Promise<number | undefined> {
  const state = await courseState(db, slug);
  return state?.editions.find(({ id }) => id === state.currentEditionId)?.number;
}

/** A question with the place where it is written. */
export interface PlacedItem<Item> {
  item: Item;
  file: string;
  line: number;
}

/** Every question of `items/*.gift`; an id belongs to one question of the whole course. */
export function readItems<Item extends { id: string }>(
  { slug, files }: CourseSource,
  { readBank }: Pick<SyncPorts<Item>, "readBank">,
): { placed: PlacedItem<Item>[]; problems: ContentProblem[] } {
  const placed = new Map<string, PlacedItem<Item>>();
  const problems: ContentProblem[] = [];
  for (const [path, bytes] of files) {
    if (!/^items\/[^/]+\.gift$/.test(path)) continue;
    const file = `${slug}/${path}`;
    const text = bytes.toString("utf8");
    const bank = readBank(bytes, file);
    problems.push(...bank.problems.map(({ line, message }) => ({ file, line, message })));
    for (const item of bank.items) {
      const line = lineOfText(text, `[id:${item.id}]`);
      if (placed.has(item.id)) {
        const message = `${item.id}: another file has a question with the same id`;
        problems.push({ file, line, message });
      }
      placed.set(item.id, { item, file, line });
    }
  }
  return { placed: [...placed.values()], problems };
}

async function checksOf(db: Database, course: PreparedCourse, compiled: CompiledCourse) {
  const known = await compiledChecks(
    db,
    course.lessons.filter(({ lessonId }) => !compiled.lessons.has(lessonId)),
  );
  for (const [lessonId, { lesson }] of compiled.lessons) known.set(lessonId, lesson.checks);
  return known;
}

/** Questions that a lesson places and no bank has. */
export function unknownChecks(
  { lessons }: { lessons: readonly KeyedLesson[] },
  checks: ReadonlyMap<string, readonly string[]>,
  items: readonly { id: string }[],
): ContentProblem[] {
  const ids = new Set(items.map(({ id }) => id));
  return lessons.flatMap(({ lessonId, source: { file, text } }) =>
    (checks.get(lessonId) ?? [])
      .filter((id) => !ids.has(id))
      .map((id) => ({
        file,
        line: lineOfText(text, `item="${id}"`),
        message: `<Check item="${id}">: no question has this id`,
      })),
  );
}

/** First line that holds the text. */
function lineOfText(source: string, text: string): number {
  const at = source.indexOf(text);
  return at < 0 ? 1 : source.slice(0, at).split("\n").length;
}

function inOrder(problems: ContentProblem[]): ContentProblem[] {
  return problems.sort((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  );
}
