import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import { likenesses } from "#app/domain/banks/similarity.ts";
import {
  type CheckPorts,
  type CourseCheck,
  checkContent,
} from "#app/domain/courses/content-check.server.ts";
import { sentenceOf } from "#app/domain/courses/problem.ts";
import { say } from "#app/server/cli/command.ts";
import { coursesFolder } from "./content-sync.ts";

/** The checks over banks that the rooms of questions make. */
export const checkPorts: CheckPorts<AssessmentItem> = {
  readBank,
  alike: likenesses,
  plain: ({ id, objective, difficulty, countries, uses, interaction, ...item }) => ({
    ...{ id, objective, difficulty, countries },
    use: (["exam", "review"] as const).find((use) => uses.includes(use)) ?? "lesson",
    text: [item.prompt, ...item.choices.map(({ text }) => text).sort()].join("\n"),
    truth: interaction === "true-false" ? item.response.correct.includes("true") : null,
    unknownTags: item.tags ?? [],
    isChoice:
      interaction === "choice" && item.choices.length > 2 && item.response.correct.length === 1,
    options: item.choices.map((choice) => ({
      text: choice.text,
      right: item.response.correct.includes(choice.id),
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
  for (const line of summaryOf(checks)) say(line);
  return checks.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

type Cell = string | number;

/** Lines of a table whose first column is of names. */
function lined(rows: readonly (readonly [name: string, ...cells: Cell[]])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(
    ([name, ...cells]) =>
      `  ${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(12)).join("")}`,
  );
}

function tableOf({ slug, lessons, banks, findings }: CourseCheck): string[] {
  const rows = lessons.map(
    ({ id, words, inflesz, longestSentence, gzipBytes, checks, sources, figures }) =>
      [
        ...([id, words, inflesz.toFixed(1), longestSentence, gzipBytes] as const),
        ...[checks, sources, figures],
      ] as const,
  );
  return [
    "",
    `${slug}: ${findings.length} findings`,
    ...lined([
      ["lesson", "words", "INFLESZ", "longest", "gzip", "checks", "sources", "figures"],
      ...rows,
    ]),
    ...lined([
      ["questions", "items", "longest", "places"],
      ...banks.map(
        ({ use, items, keyLongest, positions }) =>
          [use, items, `${Math.round(keyLongest * 100)} %`, `  ${positions.join("/")}`] as const,
      ),
    ]),
  ];
}

/** One line a course: how much there is, and how it reads. */
function summaryOf(checks: readonly CourseCheck[]): string[] {
  const mean = (values: readonly number[]) =>
    (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(1);
  const rows = checks.map(({ slug, lessons, banks, findings }) => {
    const reading = lessons.map(({ inflesz }) => inflesz);
    const count = (use: string) => banks.find((bank) => bank.use === use)?.items ?? 0;
    return [
      ...([slug, lessons.length, mean(reading)] as const),
      lessons.length > 0 ? Math.min(...reading).toFixed(1) : "",
      ...[count("lesson"), count("exam"), count("review"), findings.length],
    ] as const;
  });
  return [
    "",
    ...lined([
      ["course", "lessons", "INFLESZ", "lowest", "in lessons", "in exams", "in review", "findings"],
      ...rows,
    ]),
  ];
}
