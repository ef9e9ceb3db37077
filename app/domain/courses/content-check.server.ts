import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { prepareCourse } from "./build-course.server.ts";
import { type CourseCheck, checkCourse, type ItemPort } from "./check/check-course.server.ts";
import {
  type Alike,
  type PlacedText,
  paragraphFindings,
  questionFindings,
} from "./check/repetition-rules.ts";
import { Facts } from "./check/source-rules.ts";
import type { ContentProblem } from "./problem.ts";
import { courseFolders, examOfAnother, readCourse } from "./source.server.ts";

export type { CourseCheck } from "./check/check-course.server.ts";

/** What the checks need of the rooms of questions. */
export interface CheckPorts<Item extends { id: string }> extends ItemPort<Item> {
  alike: Alike;
}

/**
 * Checks every course of a folder, alone and beside the others; what would not sync is found as
 * well. `facts.json`, beside the folder, has what may be cited without an address.
 */
export async function checkContent<Item extends { id: string }>(
  folder: string,
  ports: CheckPorts<Item>,
): Promise<CourseCheck[]> {
  const facts = await readFacts(join(folder, "..", "facts.json"));
  const checks: CourseCheck[] = [];
  /** The first course to have each exam's id. */
  const exams = new Map<string, string>();
  for (const slug of await courseFolders(folder)) {
    const read = await readCourse(folder, slug);
    if (!read.ok) {
      checks.push({ ...NOTHING, slug, findings: read.problems });
      continue;
    }
    const check = await checkCourse(await prepareCourse(read.source), ports, facts);
    const examId = read.source.manifest.exam?.id;
    if (examId) {
      check.findings.push(...examOfAnother(read.source, exams.get(examId)));
      exams.set(examId, exams.get(examId) ?? slug);
    }
    checks.push(check);
  }
  addRepetitions(checks, ports.alike);
  return checks;
}

const NOTHING = { lessons: [], banks: [], paragraphs: [], questions: [] };

async function readFacts(file: string): Promise<Facts> {
  return existsSync(file) ? Facts.parse(JSON.parse(await readFile(file, "utf8"))) : [];
}

/** To each course, what it says that another place of the catalogue says before it. */
function addRepetitions(checks: readonly CourseCheck[], alike: Alike): void {
  const all = (texts: "paragraphs" | "questions"): PlacedText[] =>
    checks.flatMap((check) => check[texts]);
  const found: ContentProblem[] = [
    ...paragraphFindings(all("paragraphs"), alike),
    ...questionFindings(all("questions"), alike),
  ];
  for (const { slug, findings } of checks) {
    findings.push(...found.filter(({ file }) => file.startsWith(`${slug}/`)));
  }
}
