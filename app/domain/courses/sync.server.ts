import type { Database, Transaction } from "#app/server/db.ts";
import { keepCompiled } from "./compiled.server.ts";
import { type CoursePlan, planCourse } from "./diff.ts";
import {
  type AppliedEdition,
  applyPlan,
  courseState,
  lockCourse,
  withdraw,
} from "./editions.server.ts";
import {
  type BankPort,
  examineCourse,
  offeredWithoutFolder,
  type ReadyCourse,
} from "./examine.server.ts";
import type { ContentProblem } from "./problem.ts";
import { courseFolders } from "./source.server.ts";

/** What other rooms do in a sync: questions are theirs, and so are enrollments. */
export interface SyncPorts<Item extends { id: string }> extends BankPort<Item> {
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
  for (const slug of await offeredWithoutFolder(db, slugs)) {
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
  const found = await examineCourse(db, folder, slug, ports);
  const { edition, made } = found;
  // Kept also of a broken course: what is right in it is not compiled again.
  if (made) await keepCompiled(db, made.lessons, made.compiled);
  const facts = { slug, compiled: made?.compiled.lessons.size ?? 0 };
  switch (found.is) {
    case "unchanged":
      return { ...facts, outcome: found.is, edition, problems: [] };
    case "broken":
      return { ...facts, outcome: found.is, edition, problems: found.problems };
    case "changed": {
      const { kind, number } = await publish(db, slug, found.ready, ports);
      return { ...facts, outcome: kind, edition: number, problems: [] };
    }
  }
}

/** Under the course's lock, what is to be done now: somebody else may have done it meanwhile. */
async function publish<Item extends { id: string }>(
  db: Database,
  slug: string,
  { course, content, items }: ReadyCourse<Item>,
  ports: SyncPorts<Item>,
): Promise<CoursePlan> {
  return db.transaction(async (tx) => {
    await lockCourse(tx, slug);
    const plan = planCourse(content, await courseState(tx, slug));
    await applyPlan(tx, plan, course, {
      storeItems: (editionId) => ports.storeItems(tx, editionId, items),
      published: (edition) => ports.published(tx, edition),
    });
    return plan;
  });
}
