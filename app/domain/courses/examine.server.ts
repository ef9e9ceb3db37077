import type { Executor } from "#app/server/db.ts";
import {
  type CompiledCourse,
  compileCourse,
  type KeyedLesson,
  type PreparedCourse,
  prepareCourse,
} from "./build-course.server.ts";
import { compiledChecks, missingKeys } from "./compiled.server.ts";
import { type CourseContent, type CourseState, planCourse, withdrawn } from "./diff.ts";
import { courseState, offeredCourses, otherWithExam } from "./editions.server.ts";
import type { ContentProblem } from "./problem.ts";
import { type CourseSource, examOfAnother, readCourse } from "./source.server.ts";

/** A question bank as the assessment room reads it; only what this room needs of it. */
interface BankReading<Item extends { id: string }> {
  items: Item[];
  problems: { line: number; message: string }[];
}

/** How the room of questions reads a bank. */
export interface BankPort<Item extends { id: string }> {
  readBank(bytes: Buffer, file: string): BankReading<Item>;
}

/** How a course's folder stands to the database. */
export type Standing<Item> = {
  slug: string;
  /** Edition that is current now; null when there is none. */
  edition: number | null;
  /** What had to be compiled for knowing, and the lessons it was asked of. */
  made: { lessons: readonly KeyedLesson[]; compiled: CompiledCourse } | null;
} & (
  | { is: "unchanged" }
  | { is: "changed"; ready: ReadyCourse<Item> }
  | { is: "broken"; problems: ContentProblem[] }
);

/** A course that can become an edition. */
export interface ReadyCourse<Item> {
  course: PreparedCourse;
  content: CourseContent;
  items: Item[];
}

/** Looks at one course's folder and at what the database has of it; changes nothing. */
export async function examineCourse<Item extends { id: string }>(
  db: Executor,
  folder: string,
  slug: string,
  port: BankPort<Item>,
): Promise<Standing<Item>> {
  const state = await courseState(db, slug);
  const facts = { slug, edition: currentNumber(state) };
  const read = await readCourse(folder, slug);
  if (!read.ok) return { ...facts, is: "broken", problems: read.problems, made: null };
  const course = await prepareCourse(read.source);
  const content = contentOf(course);
  if (planCourse(content, state).kind === "unchanged") {
    return { ...facts, is: "unchanged", made: null };
  }

  const lessons = await missingKeys(db, course.lessons);
  const compiled = await compileCourse(course, lessons);
  const bank = readItems(read.source, port);
  const items = bank.placed.map(({ item }) => item);
  const owner = await otherWithExam(db, slug, read.source.manifest.exam?.id);
  const problems = [
    ...examOfAnother(read.source, owner),
    ...compiled.problems,
    ...bank.problems,
    ...unknownChecks(course, await checksOf(db, course, compiled), items),
  ];
  const made = { lessons, compiled };
  if (problems.length > 0) return { ...facts, is: "broken", problems: inOrder(problems), made };
  return { ...facts, is: "changed", ready: { course, content, items }, made };
}

/** Courses that are offered and whose folder is not among `slugs`. */
export async function offeredWithoutFolder(
  db: Executor,
  slugs: readonly string[],
): Promise<string[]> {
  return withdrawn(slugs, await offeredCourses(db));
}

function contentOf({ source, lessons }: PreparedCourse): CourseContent {
  return {
    contentHash: source.contentHash,
    lessons: lessons.map(({ lessonId, key }) => ({ lessonId, key })),
  };
}

function currentNumber(state: CourseState | null): number | null {
  return state?.editions.find(({ id }) => id === state.currentEditionId)?.number ?? null;
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
  { readBank }: BankPort<Item>,
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

async function checksOf(db: Executor, course: PreparedCourse, compiled: CompiledCourse) {
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
