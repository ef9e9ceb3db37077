import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { completeLesson, enroll } from "#app/domain/enrollment/commands.server.ts";
import { missing } from "#app/domain/enrollment/completion.ts";
import { lessonPage } from "#app/domain/enrollment/lesson-page.server.ts";
import { courseFor, myCourses } from "#app/domain/enrollment/queries.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { ask } from "#app/server/question.ts";
import { COURSE, LESSONS, syncedCourse } from "#tests/factories/courses.ts";
import { answerCheckOf, insertLearner } from "#tests/factories/enrollment.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await syncedCourse(db);
const now = new Date("2026-11-20T15:00:00Z");
const [first, second, third] = LESSONS;

const statementsOf = async (actorId: string) => {
  const rows = await db.execute<{ said: string }>(sql`
    select verb || ' ' || object_type || ' ' || object_id as said from statements
    where actor_id = ${actorId} order by id`);
  return rows.map(({ said }) => said);
};

describe("enrolling", () => {
  test("twice gives one enrollment and one statement", async () => {
    const { viewer } = await insertViewer(db);
    const [one, two] = await Promise.all([
      enroll(db, viewer, COURSE, now),
      enroll(db, viewer, COURSE, now),
    ]);
    expect(one).toEqual(two);
    expect(await statementsOf(viewer.id)).toEqual([`registered course ${COURSE}`]);
  });

  test("in a course that is not there is refused", async () => {
    const { viewer } = await insertViewer(db);
    expect(await enroll(db, viewer, "no-existe", now)).toEqual({
      ok: false,
      reason: "not-offered",
    });
  });
});

describe("a lesson", () => {
  test("is satisfied by reading it and answering each question right once", async () => {
    const learner = await insertLearner(db, now);
    const { viewer } = learner;
    await completeLesson(db, viewer, COURSE, first, now);
    await answerCheckOf(db, learner, first, "agu-1-1-c1", true, now);
    await answerCheckOf(db, learner, first, "agu-1-1-c2", false, now);
    const before = await courseFor(db, viewer, COURSE);
    expect(before && missing(before.manifest, before.progress, false)[0]).toEqual({
      kind: "checks",
      lessonId: first,
    });
    const settled = await answerCheckOf(db, learner, first, "agu-1-1-c2", true, now);
    expect(settled).toEqual({ satisfied: true });
    const after = await courseFor(db, viewer, COURSE);
    expect(after && missing(after.manifest, after.progress, false)).toEqual([
      { kind: "read", lessonId: second },
      { kind: "checks", lessonId: second },
      { kind: "read", lessonId: third },
      { kind: "exam", examId: "final" },
    ]);
  });

  test("stays passed when a question is answered wrong later", async () => {
    const learner = await insertLearner(db, now);
    await answerCheckOf(db, learner, second, "agu-1-2-c1", true, now);
    await answerCheckOf(db, learner, second, "agu-1-2-c1", false, now);
    expect(await completeLesson(db, learner.viewer, COURSE, second, now)).toEqual({
      ok: true,
      value: { satisfied: true },
    });
  });

  test("finished by ten clicks at once is finished once", async () => {
    const { viewer } = await insertLearner(db, now);
    await Promise.all(
      Array.from({ length: 10 }, () => completeLesson(db, viewer, COURSE, third, now)),
    );
    expect((await statementsOf(viewer.id)).filter((said) => said.startsWith("completed"))).toEqual([
      `completed lesson ${COURSE}/${third}`,
    ]);
  });

  test("cannot be finished by who is not enrolled, nor one the edition lacks", async () => {
    const { viewer } = await insertViewer(db);
    expect(await completeLesson(db, viewer, COURSE, first, now)).toMatchObject({
      reason: "not-enrolled",
    });
    const learner = await insertLearner(db, now);
    expect(await completeLesson(db, learner.viewer, COURSE, "otra", now)).toMatchObject({
      reason: "no-lesson",
    });
  });

  test("and its module and course are recorded as satisfied when the last part is done", async () => {
    const learner = await insertLearner(db, now);
    const { viewer } = learner;
    for (const lesson of LESSONS) await completeLesson(db, viewer, COURSE, lesson, now);
    for (const item of ["agu-1-1-c1", "agu-1-1-c2"])
      await answerCheckOf(db, learner, first, item, true, now);
    await answerCheckOf(db, learner, second, "agu-1-2-c1", true, now);
    expect((await statementsOf(viewer.id)).filter((said) => said.startsWith("satisfied"))).toEqual([
      `satisfied lesson ${COURSE}/${third}`,
      `satisfied module ${COURSE}/avisar`,
      `satisfied lesson ${COURSE}/${first}`,
      `satisfied lesson ${COURSE}/${second}`,
      `satisfied module ${COURSE}/medir`,
      `satisfied course ${COURSE}`,
    ]);
  });
});

describe("the page of a lesson", () => {
  test("remembers where the person is, for any device, with its statement once", async () => {
    const { viewer } = await insertLearner(db, now);
    await lessonPage(db, viewer, COURSE, first, now);
    await lessonPage(db, viewer, COURSE, second, now);
    await lessonPage(db, viewer, COURSE, second, now);
    const [mine] = await ask(db, myCourses(viewer));
    expect(mine).toMatchObject({ lastLessonId: second, manifest: { slug: COURSE } });
    expect(await statementsOf(viewer.id)).toEqual([
      `registered course ${COURSE}`,
      `initialized lesson ${COURSE}/${first}`,
      `initialized lesson ${COURSE}/${second}`,
    ]);
  });

  test("brings its questions, whoever reads, and the text once a process", async () => {
    const { viewer } = await insertLearner(db, now);
    for (const reader of [null, viewer]) {
      const page = await lessonPage(db, reader, COURSE, first, now);
      expect(page?.lesson.checks).toEqual(["agu-1-1-c1", "agu-1-1-c2"]);
      expect([...(page?.items.keys() ?? [])].sort()).toEqual(["agu-1-1-c1", "agu-1-1-c2"]);
    }
    const again = await lessonPage(db, viewer, COURSE, first, now);
    expect(again?.lesson).toBe((await lessonPage(db, null, COURSE, first, now))?.lesson);
  });

  test("shows each official the part of their country, and everybody's labelled to nobody", async () => {
    const page = await lessonPage(db, null, COURSE, first, now);
    const html = (country: "GT" | "CL" | "") =>
      JSON.stringify(page?.lesson.variants[country]?.segments);
    expect([
      html("GT").includes("empresa sanitaria"),
      html("CL").includes("empresa sanitaria"),
    ]).toEqual([false, true]);
    expect(html("")).toContain("lesson-country__name");
  });

  test("brings the latest answer to each of its questions", async () => {
    const learner = await insertLearner(db, now);
    const later = new Date(now.getTime() + 60_000);
    await answerCheckOf(db, learner, first, "agu-1-1-c1", false, now);
    await answerCheckOf(db, learner, first, "agu-1-1-c1", true, later);
    const page = await lessonPage(db, learner.viewer, COURSE, first, later);
    expect(new Date(page?.answers["agu-1-1-c1"]?.answeredAt ?? 0)).toEqual(later);
  });

  test("is nothing for a lesson or a course that is not there", async () => {
    expect(await lessonPage(db, null, COURSE, "otra", now)).toBeNull();
    expect(await lessonPage(db, { id: newId(), country: "GT" }, "otro", first, now)).toBeNull();
  });
});
