import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { completeLesson } from "#app/domain/enrollment/commands.server.ts";
import { lessonPage } from "#app/domain/enrollment/lesson-page.server.ts";
import { courseFor } from "#app/domain/enrollment/queries.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { COURSE, type ContentFolder, LESSONS, syncedCourse } from "#tests/factories/courses.ts";
import { answerCheckOf, insertLearner } from "#tests/factories/enrollment.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const now = new Date("2026-11-20T15:00:00Z");
const [first, second, third] = LESSONS;

let db: TestDatabase;
let folder: ContentFolder;
beforeEach(async () => {
  db = await freshDatabase();
  folder = await syncedCourse(db);
});

const publish = async () => {
  const [report] = await folder.sync(db);
  expect(report?.outcome).toBe("publish");
};
const changeText = () => folder.replace(`es/${third}.mdx`, "un día", "dos días");
const dropThird = () => {
  const manifest = JSON.parse(folder.read("course.json"));
  manifest.modules.splice(1, 1);
  folder.write("course.json", JSON.stringify(manifest, null, 2));
};

describe("when a new edition is published", () => {
  test("a learner moves to it and keeps the progress of lessons that kept their id", async () => {
    const { viewer } = await insertLearner(db, now);
    await completeLesson(db, viewer, COURSE, third, now);
    changeText();
    await publish();
    const course = await courseFor(db, viewer, COURSE);
    expect(course?.edition).toBe(2);
    expect(course?.progress.get(third)).toMatchObject({ completed: true, satisfied: true });
    const page = await lessonPage(db, viewer, COURSE, third, now);
    expect(JSON.stringify(page?.lesson.variants)).toContain("dos días");
  });

  test("a learner who began a lesson that is gone stays, and can go on reading it", async () => {
    const { viewer } = await insertLearner(db, now);
    await completeLesson(db, viewer, COURSE, third, now);
    dropThird();
    await publish();
    expect((await courseFor(db, viewer, COURSE))?.edition).toBe(1);
    expect(await lessonPage(db, viewer, COURSE, third, now)).not.toBeNull();
    expect(await lessonPage(db, null, COURSE, third, now)).toBeNull();
  });

  test("a learner in the middle of an exam stays", async () => {
    const { viewer, enrollmentId } = await insertLearner(db, now);
    await db.execute(sql`
      insert into attempts (id, user_id, enrollment_id, edition_id, test_id, number, form)
      select ${newId()}, user_id, id, edition_id, 'agua-segura/final', 1, '[]'::jsonb
      from enrollments where id = ${enrollmentId}`);
    changeText();
    await publish();
    expect((await courseFor(db, viewer, COURSE))?.edition).toBe(1);
  });

  test("a learner who finished every lesson stays: nothing more is asked of them", async () => {
    const learner = await insertLearner(db, now);
    for (const lesson of LESSONS) await completeLesson(db, learner.viewer, COURSE, lesson, now);
    for (const item of ["agu-1-1-c1", "agu-1-1-c2"])
      await answerCheckOf(db, learner, first, item, true, now);
    await answerCheckOf(db, learner, second, "agu-1-2-c1", true, now);
    changeText();
    await publish();
    expect((await courseFor(db, learner.viewer, COURSE))?.edition).toBe(1);
  });

  test("a course that is withdrawn goes on for who is in it, and takes nobody else", async () => {
    const { viewer } = await insertLearner(db, now);
    folder.remove("");
    await folder.sync(db);
    expect((await courseFor(db, viewer, COURSE))?.edition).toBe(1);
    expect(await courseFor(db, null, COURSE)).toBeNull();
  });
});
