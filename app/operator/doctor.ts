import {
  examineCourse,
  offeredWithoutFolder,
  type Standing,
} from "#app/domain/courses/examine.server.ts";
import { sentenceOf } from "#app/domain/courses/problem.ts";
import { courseFolders } from "#app/domain/courses/source.server.ts";
import { type Finding, fail, ok, warn } from "#app/server/cli/doctor/finding.ts";
import { examineInstallation } from "#app/server/cli/doctor.ts";
import { connect, type Database } from "#app/server/db.ts";
import { coursesFolder, syncPorts } from "./content-sync.ts";

const sync = "npm run cli -- content:sync";

/** What is wrong with the installation, and with what `content/` and the database say of each other. */
export async function run(args: string[]): Promise<number> {
  return examineInstallation(args, async (url) => {
    const db = connect(url, { max: 1 });
    try {
      return await checkContent(db, coursesFolder);
    } finally {
      await db.close();
    }
  });
}

/** Whether people see of each course of `folder` what the folder holds. */
export async function checkContent(db: Database, folder: string): Promise<Finding[]> {
  let slugs: string[];
  try {
    slugs = await courseFolders(folder);
  } catch (error) {
    const advice = "It comes with the project: put it back";
    return [fail("Content", (error as Error).message, advice)];
  }
  const findings: Finding[] = [];
  for (const slug of slugs)
    findings.push(findingOf(await examineCourse(db, folder, slug, syncPorts)));
  for (const slug of await offeredWithoutFolder(db, slugs)) {
    const text = `${slug}: people see it, and content/courses/${slug} is not there`;
    findings.push(
      warn("Content", text, `Put the folder back, or withdraw the course with ${sync}`),
    );
  }
  return findings.length > 0
    ? findings
    : [warn("Content", "no course yet", "Put one in content/courses")];
}

function findingOf(standing: Standing<unknown>): Finding {
  const { slug, edition } = standing;
  const seen = edition === null ? "people do not see it yet" : `people see edition ${edition}`;
  switch (standing.is) {
    case "unchanged":
      return ok("Content", `${slug}: edition ${edition}, as in content/courses`);
    case "changed":
      return warn(
        "Content",
        `${slug}: content/courses/${slug} is not synced; ${seen}`,
        `Run ${sync}`,
      );
    case "broken": {
      const [first, ...others] = standing.problems;
      const more = others.length > 0 ? ` (and ${others.length} more)` : "";
      const where = first ? `content/courses/${sentenceOf(first)}${more}` : "";
      const advice = `Correct it (npm run cli -- content:check tells all), then run ${sync}`;
      const say = edition === null ? fail : warn;
      return say("Content", `${slug}: broken, ${seen}: ${where}`, advice);
    }
  }
}
