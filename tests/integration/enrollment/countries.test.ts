import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { examStateFor } from "#app/domain/assessment/exam-state.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { lessonsOf } from "#app/domain/courses/manifest.ts";
import { courseProgress } from "#app/domain/credentials/issuing/progress.server.ts";
import { lackingForCourse } from "#app/domain/credentials/issuing/requirements.ts";
import { completeLesson } from "#app/domain/enrollment/commands.server.ts";
import { lessonPage } from "#app/domain/enrollment/lesson-page.server.ts";
import { courseFor } from "#app/domain/enrollment/queries.server.ts";
import { COURSE, contentFolder, LESSONS } from "#tests/factories/courses.ts";
import { answerCheckOf, insertLearner } from "#tests/factories/enrollment.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const now = new Date("2026-11-22T15:00:00Z");
const [ofGuatemala, ofChile, ofAll] = LESSONS;

/** The first two lessons stand in each other's place, and so do the cells of the exam. */
const folder = contentFolder();
const manifest = JSON.parse(folder.read("course.json"));
for (const [index, country] of ["GT", "CL"].entries()) {
  manifest.modules[0].lessons[index].countries = [country];
  manifest.exam.blueprint[index].countries = [country];
}
folder.write("course.json", JSON.stringify(manifest, null, 2));
await folder.sync(db);
const visit = await openSite(db);

const CHILEAN = { organizationId: "CL-14101" };
const NOWHERE = { organizationId: null };

const lessonsSeenBy = async (facts: object) => {
  const { viewer } = await insertLearner(db, now, facts);
  const course = await courseFor(db, viewer, COURSE);
  return course && lessonsOf(course.manifest).map(({ id }) => id);
};

/** Reads and answers the lessons that are Guatemala's and everybody's. */
async function finishAsGuatemalan(learner: Awaited<ReturnType<typeof insertLearner>>) {
  for (const lesson of [ofGuatemala, ofAll]) {
    await completeLesson(db, learner.viewer, COURSE, lesson, now);
  }
  for (const item of ["agu-1-1-c1", "agu-1-1-c2"]) {
    await answerCheckOf(db, learner, ofGuatemala, item, true, now);
  }
}

describe("a lesson of one country", () => {
  test("is in the course of its officials, and of who works nowhere that is known", async () => {
    expect(await lessonsSeenBy({})).toEqual([ofGuatemala, ofAll]);
    expect(await lessonsSeenBy(CHILEAN)).toEqual([ofChile, ofAll]);
    expect(await lessonsSeenBy(NOWHERE)).toEqual([ofGuatemala, ofChile, ofAll]);
  });

  test("is not asked of others: the course is satisfied, its exam opens, only that is lacking", async () => {
    const learner = await insertLearner(db, now);
    await finishAsGuatemalan(learner);
    const { id } = learner.viewer;
    const said = await db.execute(sql`select 1 from statements
      where actor_id = ${id} and verb = 'satisfied' and object_type = 'course'`);
    expect(said).toHaveLength(1);
    expect((await examStateFor(db, learner.viewer, COURSE, now))?.lessonsMissing).toEqual([]);
    const progress = await courseProgress(db, id, COURSE);
    expect(progress && lackingForCourse(progress.manifest, progress.facts)).toEqual([
      { kind: "exam", exam: "final" },
    ]);
  });

  test("keeps nobody of another country from having finished: a new edition asks them nothing more", async () => {
    const learner = await insertLearner(db, now);
    await finishAsGuatemalan(learner);
    const { viewer: beginner } = await insertLearner(db, now);
    const before = (await courseFor(db, learner.viewer, COURSE))?.edition ?? 0;
    folder.replace(`es/${ofAll}.mdx`, "un día", "dos días");
    await folder.sync(db);
    expect((await courseFor(db, learner.viewer, COURSE))?.edition).toBe(before);
    expect((await courseFor(db, beginner, COURSE))?.edition).toBe(before + 1);
  });

  test("can be read by others, and the page says that it is not theirs", async () => {
    const { viewer, cookie } = await insertLearner(db, now, CHILEAN);
    const page = await lessonPage(db, viewer, COURSE, ofGuatemala, now);
    expect(page?.lesson.id).toBe(ofGuatemala);
    const shown = await visit(`/cursos/${COURSE}/${ofGuatemala}`, { cookie });
    expect(await shown.text()).toContain("Esta lección es para otro país.");
  });
});

describe("a cell of the exam of one country", () => {
  const asked = async (facts: object) => {
    const { viewer } = await insertLearner(db, now, facts);
    return (await examStateFor(db, viewer, COURSE, now))?.questions;
  };

  test("is drawn for its officials only", async () => {
    expect([await asked({}), await asked(CHILEAN)]).toEqual([1, 1]);
    const learner = await insertLearner(db, now);
    await finishAsGuatemalan(learner);
    const started = await startAttempt(db, learner.viewer, COURSE, now);
    expect(started.ok).toBe(true);
    const rows = await db.execute<{ form: { item: string }[] }>(
      sql`select form from attempts where user_id = ${learner.viewer.id}`,
    );
    expect(rows[0]?.form.map(({ item }) => item.slice(0, 7))).toEqual(["agu-1-1"]);
  });
});
