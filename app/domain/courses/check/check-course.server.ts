import { compileCourse, type PreparedCourse } from "../build-course.server.ts";
import type { Inspection } from "../compile/inspect.ts";
import { type BankPort, readItems, unknownChecks } from "../examine.server.ts";
import { jsonLines, lineOf } from "../json-lines.ts";
import type { CompiledLesson } from "../lesson.ts";
import { lessonsOf } from "../manifest.ts";
import type { ContentProblem } from "../problem.ts";
import {
  type CheckedItem,
  courseBankFindings,
  feedbackFindings,
  keyFindings,
} from "./bank-rules.ts";
import { keyLongestShare, keyPositions } from "./bank-statistics.ts";
import { courseFindings } from "./course-rules.ts";
import { figureFindings } from "./figure-rules.ts";
import { lessonFindings, readingsOf } from "./lesson-rules.ts";
import type { PlacedText } from "./repetition-rules.ts";
import { type Facts, sourceFindings } from "./source-rules.ts";

/** What the checks of one course need of the assessment room: its reader, and items put plainly. */
export interface ItemPort<Item extends { id: string }> extends BankPort<Item> {
  plain(item: Item): Omit<CheckedItem, "file" | "line">;
}

export interface CourseCheck {
  slug: string;
  findings: ContentProblem[];
  lessons: LessonRow[];
  /** By use: what of it can give a key away. */
  banks: { use: string; items: number; keyLongest: number; positions: number[] }[];
  /** For comparing with other courses. */
  paragraphs: PlacedText[];
  questions: PlacedText[];
}

/** The worst of its countries. */
interface LessonRow {
  id: string;
  words: number;
  inflesz: number;
  longestSentence: number;
  gzipBytes: number;
  checks: number;
  sources: number;
  figures: number;
}

interface Made {
  lesson: CompiledLesson;
  inspection: Inspection;
  file: string;
}

/** Compiles a course and holds it to every rule that looks at one course. */
export async function checkCourse<Item extends { id: string }>(
  course: PreparedCourse,
  port: ItemPort<Item>,
  facts: Facts,
): Promise<CourseCheck> {
  const compiled = await compileCourse(course, course.lessons);
  const read = readItems(course.source, port);
  const items = read.placed.map(({ item, file, line }) => ({ ...port.plain(item), file, line }));
  const made = course.lessons.flatMap(({ lessonId, source: { file } }): Made[] => {
    const lesson = compiled.lessons.get(lessonId);
    return lesson ? [{ ...lesson, file }] : [];
  });
  const checksBy = new Map(made.map(({ lesson }) => [lesson.id, lesson.checks]));
  return {
    slug: course.source.slug,
    findings: [
      ...compiled.problems,
      ...read.problems,
      ...unknownChecks(course, checksBy, items),
      ...findingsOfLessons(course, made, items, facts),
      ...findingsOfBanks(course, items),
      ...findingsOfCourse(course, made, items),
    ],
    lessons: made.map(rowOf),
    banks: [...Map.groupBy(items, ({ use }) => use)].map(([use, own]) => {
      const choices = own.filter(({ isChoice }) => isChoice);
      const shape = { keyLongest: keyLongestShare(choices), positions: keyPositions(choices) };
      return { use, items: own.length, ...shape };
    }),
    paragraphs: made.flatMap(({ lesson, inspection, file }) =>
      inspection.prose
        .filter(({ isHeading }) => !isHeading)
        .map(({ text, line }) => ({ owner: lesson.id, file, line, text })),
    ),
    questions: items.map(({ id, file, line, text }) => ({ owner: id, file, line, text })),
  };
}

function findingsOfLessons(
  { source: { manifest, files } }: PreparedCourse,
  made: readonly Made[],
  items: readonly CheckedItem[],
  facts: Facts,
): ContentProblem[] {
  const objectives = new Map(items.map(({ id, objective }) => [id, objective]));
  const entries = lessonsOf(manifest);
  return made.flatMap(({ lesson, inspection, file }) => {
    const index = entries.findIndex(({ id }) => id === lesson.id);
    const entry = entries[index];
    if (!entry) return [];
    // Two that stand in each other's place, at the beginning, are each the first of a country.
    const isFirst = index === 0 || (index === 1 && entry.countries !== undefined);
    const found = [
      ...lessonFindings({ lesson, inspection, entry, objectives, isFirst }),
      ...sourceFindings(inspection, facts),
      ...figureFindings(inspection, files),
    ];
    return found.map((finding) => ({ file, ...finding }));
  });
}

/** Each file of questions, and all that the course has for one use, give no key away. */
function findingsOfBanks(
  { source: { slug } }: PreparedCourse,
  items: readonly CheckedItem[],
): ContentProblem[] {
  const files = [...Map.groupBy(items, ({ file }) => file)];
  const uses = [...Map.groupBy(items, ({ use }) => use)];
  return [
    ...files.flatMap(([file, own]) => [
      ...feedbackFindings(own),
      ...keyFindings(own).map((message) => ({ file, line: 1, message })),
    ]),
    ...uses.flatMap(([use, own]) =>
      keyFindings(own).map((message) => ({
        ...{ file: `${slug}/course.json`, line: 1 },
        message: `questions of the ${use}: ${message}`,
      })),
    ),
  ];
}

/** What is wrong between the parts of the course, at its place in `course.json`. */
function findingsOfCourse(
  { source: { slug, manifest, manifestText, files } }: PreparedCourse,
  made: readonly Made[],
  items: readonly CheckedItem[],
): ContentProblem[] {
  const lines = jsonLines(manifestText);
  const lessons = made.map(({ lesson }) => lesson);
  const countriesOf = new Map(
    lessonsOf(manifest).map(({ id, countries }) => [id, countries ?? manifest.countries]),
  );
  const placed = new Map(
    lessons.flatMap(({ id, checks }) =>
      checks.map((item) => [item, countriesOf.get(id) ?? []] as const),
    ),
  );
  const whole = courseFindings({ manifest, lessons, items, placed, paths: [...files.keys()] });
  return [...whole, ...courseBankFindings(manifest, items, placed)].map((found) =>
    "path" in found && found.path
      ? { file: `${slug}/course.json`, line: lineOf(lines, found.path), message: found.message }
      : { file: `${slug}/course.json`, line: 1, ...found },
  );
}

function rowOf({ lesson, inspection }: Made): LessonRow {
  const readings = readingsOf(lesson).map(([, reading]) => reading);
  return {
    id: lesson.id,
    words: Math.max(...readings.map(({ words }) => words)),
    inflesz: Math.min(...readings.map(({ inflesz }) => inflesz)),
    longestSentence: Math.max(...readings.map(({ longestSentence }) => longestSentence.words)),
    gzipBytes: Math.max(...Object.values(lesson.variants).map(({ gzipBytes }) => gzipBytes)),
    checks: lesson.checks.length,
    sources: lesson.sources.length,
    figures: inspection.tags.filter(({ name }) => name === "Figure").length,
  };
}
