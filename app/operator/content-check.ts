import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import {
  type CheckPorts,
  type CourseCheck,
  checkContent,
} from "#app/domain/courses/content-check.server.ts";
import { sentenceOf } from "#app/domain/courses/problem.ts";
import { say } from "#app/server/cli/command.ts";
import { coursesFolder } from "./content-sync.ts";

/** The checks over banks that the assessment room reads. */
export const checkPorts: CheckPorts<AssessmentItem> = {
  readBank,
  plain: ({ id, objective, difficulty, countries, uses, interaction, choices, response }) => ({
    id,
    objective,
    difficulty,
    countries,
    isExam: uses.includes("exam"),
    isChoice: interaction === "choice",
    options: choices.map((choice) => ({
      text: choice.text,
      right: response.correct.includes(choice.id),
      feedback: choice.feedback,
    })),
  }),
};

/** Says what is wrong in `content/courses`, then a table by course. Answers 1 if anything is. */
export async function run(): Promise<number> {
  const checks = await checkContent(coursesFolder, checkPorts);
  for (const check of checks) {
    for (const finding of check.findings) say(`content/courses/${sentenceOf(finding)}`);
  }
  for (const check of checks) for (const line of tableOf(check)) say(line);
  return checks.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

function tableOf({ slug, lessons, banks, findings }: CourseCheck): string[] {
  const width = Math.max(
    6,
    ...lessons.map(({ id }) => id.length),
    ...banks.map(({ file }) => file.length),
  );
  const row = (name: string, cells: (string | number)[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(10)).join("")}`;
  return [
    `${slug}: ${findings.length} findings`,
    row("lesson", ["words", "INFLESZ", "longest", "gzip", "checks"]),
    ...lessons.map(({ id, words, inflesz, longestSentence, gzipBytes, checks }) =>
      row(id, [words, inflesz.toFixed(1), longestSentence, gzipBytes, checks]),
    ),
    row("bank", ["items", "longest", "places"]),
    ...banks.map(({ file, items, keyLongest, positions }) =>
      row(file, [items, `${Math.round(keyLongest * 100)} %`, positions.join("/")]),
    ),
  ];
}
