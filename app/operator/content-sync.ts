import { fileURLToPath } from "node:url";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { storeItems } from "#app/domain/assessment/item-versions.server.ts";
import { readBank } from "#app/domain/banks/bank.ts";
import { sentenceOf } from "#app/domain/courses/problem.ts";
import { type CourseReport, type SyncPorts, syncCourses } from "#app/domain/courses/sync.server.ts";
import { moveEnrollments } from "#app/domain/enrollment/editions.server.ts";
import { say } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { readConfig } from "#app/server/config.ts";

/** The courses that come with the project. */
export const coursesFolder = fileURLToPath(new URL("../../content/courses", import.meta.url));

/** What the rooms above courses do when content is synced. */
export const syncPorts: SyncPorts<AssessmentItem> = {
  readBank,
  storeItems,
  published: async (tx, edition) => {
    await moveEnrollments(tx, edition);
  },
};

/** Brings `content/courses` into the database. Answers 1 when a course is broken. */
export async function run(): Promise<number> {
  const config = readConfig();
  const reports = await withDatabase(config, (db) => syncCourses(db, coursesFolder, syncPorts));
  for (const report of reports) for (const line of linesOf(report)) say(line);
  return reports.some(({ outcome }) => outcome === "broken") ? 1 : 0;
}

function linesOf({ slug, outcome, edition, compiled, problems }: CourseReport): string[] {
  if (outcome !== "broken") {
    const lessons = compiled > 0 ? `, ${compiled} lessons compiled` : "";
    return [`${slug}: ${outcome}${edition ? `, edition ${edition}` : ""}${lessons}`];
  }
  const kept = edition ? `edition ${edition} stays` : "it has no good edition yet";
  return [
    `${slug}: broken (${kept})`,
    ...problems.map((problem) => `  content/courses/${sentenceOf(problem)}`),
  ];
}
