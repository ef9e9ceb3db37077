import { compileCourse, type PreparedCourse, prepareCourse } from "./build-course.server.ts";
import { bankFindings, type CheckedItem, courseBankFindings } from "./check/bank-rules.ts";
import { keyLongestShare, keyPositions } from "./check/bank-statistics.ts";
import { lessonFindings, readingsOf } from "./check/lesson-rules.ts";
import { type BankPort, readItems, unknownChecks } from "./examine.server.ts";
import { jsonLines, lineOf } from "./json-lines.ts";
import type { ContentProblem } from "./problem.ts";
import { courseFolders, examOfAnother, readCourse } from "./source.server.ts";

/** What the checks need of the assessment room: its reader, and what it reads put plainly. */
export interface CheckPorts<Item extends { id: string }> extends BankPort<Item> {
  plain(item: Item): Omit<CheckedItem, "file" | "line">;
}

export interface CourseCheck {
  slug: string;
  findings: ContentProblem[];
  /** Worst of its countries. */
  lessons: {
    id: string;
    words: number;
    inflesz: number;
    longestSentence: number;
    gzipBytes: number;
    checks: number;
  }[];
  banks: { file: string; items: number; keyLongest: number; positions: number[] }[];
}

/** Checks every course of a folder; what would not sync is found as well. */
export async function checkContent<Item extends { id: string }>(
  folder: string,
  ports: CheckPorts<Item>,
): Promise<CourseCheck[]> {
  const checks: CourseCheck[] = [];
  /** The first course to have each exam's id. */
  const exams = new Map<string, string>();
  for (const slug of await courseFolders(folder)) {
    const read = await readCourse(folder, slug);
    if (!read.ok) {
      checks.push({ slug, findings: read.problems, lessons: [], banks: [] });
      continue;
    }
    const check = await checkCourse(await prepareCourse(read.source), ports);
    const examId = read.source.manifest.exam?.id;
    if (examId) {
      check.findings.push(...examOfAnother(read.source, exams.get(examId)));
      exams.set(examId, exams.get(examId) ?? slug);
    }
    checks.push(check);
  }
  return checks;
}

async function checkCourse<Item extends { id: string }>(
  course: PreparedCourse,
  ports: CheckPorts<Item>,
): Promise<CourseCheck> {
  const { slug, manifest, manifestText } = course.source;
  const compiled = await compileCourse(course, course.lessons);
  const read = readItems(course.source, ports);
  const items = read.placed.map(({ item, file, line }) => ({ ...ports.plain(item), file, line }));
  const objectives = new Map(items.map(({ id, objective }) => [id, objective]));
  const checksBy = new Map(
    [...compiled.lessons].map(([lessonId, { lesson }]) => [lessonId, lesson.checks]),
  );
  const entries = new Map(
    manifest.modules.flatMap(({ lessons }) => lessons.map((entry) => [entry.id, entry] as const)),
  );
  const findings: ContentProblem[] = [
    ...compiled.problems,
    ...read.problems,
    ...unknownChecks(course, checksBy, items),
  ];
  const lessons: CourseCheck["lessons"] = [];
  for (const [index, { lessonId, source }] of course.lessons.entries()) {
    const made = compiled.lessons.get(lessonId);
    const entry = entries.get(lessonId);
    if (!made || !entry) continue;
    const isFirst = index === 0 || (index === 1 && Boolean(entry.countries));
    const given = { ...made, entry, objectives, isFirst };
    findings.push(...lessonFindings(given).map((found) => ({ file: source.file, ...found })));
    lessons.push(rowOf(made.lesson));
  }
  const byFile = Map.groupBy(items, ({ file }) => file);
  for (const [file, own] of byFile) findings.push(...bankFindings(file, own));
  const placed = new Map(
    [...checksBy].flatMap(([lessonId, checks]) =>
      checks.map((id) => [id, entries.get(lessonId)?.countries ?? manifest.countries] as const),
    ),
  );
  const lines = jsonLines(manifestText);
  for (const { path, ...found } of courseBankFindings(manifest, items, placed)) {
    findings.push(
      path
        ? { file: `${slug}/course.json`, line: lineOf(lines, path), message: found.message }
        : found,
    );
  }
  return {
    slug,
    findings,
    lessons,
    banks: [...byFile].map(([file, own]) => {
      const choices = own.filter(({ isChoice }) => isChoice);
      return {
        file,
        items: own.length,
        keyLongest: keyLongestShare(choices),
        positions: keyPositions(choices),
      };
    }),
  };
}

function rowOf(lesson: Parameters<typeof readingsOf>[0]) {
  const readings = readingsOf(lesson).map(([, reading]) => reading);
  return {
    id: lesson.id,
    words: Math.max(...readings.map(({ words }) => words)),
    inflesz: Math.min(...readings.map(({ inflesz }) => inflesz)),
    longestSentence: Math.max(...readings.map(({ longestSentence }) => longestSentence.words)),
    gzipBytes: Math.max(...Object.values(lesson.variants).map(({ gzipBytes }) => gzipBytes)),
    checks: lesson.checks.length,
  };
}
