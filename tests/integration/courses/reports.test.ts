import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { courseJobs } from "#app/domain/courses/jobs.server.ts";
import { openReports, reportLesson, resolveReport } from "#app/domain/courses/reports.server.ts";
import { LIMITS } from "#app/domain/people/limits.ts";
import { newId } from "#app/kernel/ids.ts";
import { COURSE, LESSONS, syncedCourse } from "#tests/factories/courses.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
await syncedCourse(db);
const now = new Date("2026-11-20T15:00:00Z");
const lesson = { courseSlug: COURSE, lessonId: LESSONS[0] };
const nobody = (address: string) => ({ viewer: null, address });

const mailsWaiting = async () => {
  const rows = await db.execute<{ payload: { trainer: string } }>(sql`
    select payload from graphile_worker._private_jobs as job
    join graphile_worker._private_tasks as task on task.id = job.task_id
    where task.identifier = 'courses.mail-report'`);
  return rows.map(({ payload }) => payload.trainer);
};

describe("reporting a mistake", () => {
  test("needs no account, and reaches who teaches that course", async () => {
    const { viewer: own } = await insertViewer(db, {
      email: "entrena@example.org",
      roles: [{ role: "trainer", courseSlug: COURSE }],
    });
    const { viewer: all } = await insertViewer(db, {
      email: "todos@example.org",
      roles: ["trainer"],
    });
    const { viewer: other } = await insertViewer(db, {
      email: "otro@example.org",
      roles: [{ role: "trainer", courseSlug: "otro-curso" }],
    });
    const outcome = await reportLesson(db, nobody("192.0.2.1"), lesson, "Sobra una coma.", now);
    if (!outcome.ok) throw new Error(outcome.reason);
    const tell = courseJobs["courses.tell-trainers"];
    // biome-ignore lint/suspicious/noExplicitAny: the job uses nothing else of its context
    await tell.run({ db } as any, tell.payload.parse({ result: { report: outcome.value.id } }));
    expect((await mailsWaiting()).sort()).toEqual([own.id, all.id].sort());
    expect(await openReports(db, own)).toMatchObject([
      { text: "Sobra una coma.", reportedBy: null, lessonTitle: "Leer un medidor", edition: 1 },
    ]);
    expect(await openReports(db, other)).toEqual([]);
  });

  test("of a lesson that is not there is refused", async () => {
    const nowhere = { courseSlug: COURSE, lessonId: "otra" };
    expect(await reportLesson(db, nobody("192.0.2.2"), nowhere, "Algo", now)).toEqual({
      ok: false,
      reason: "no-lesson",
    });
  });

  test("past the limit of one address is refused until the window ends", async () => {
    const { most, minutes } = LIMITS["report by address"];
    const from = nobody("192.0.2.3");
    for (let count = 0; count < most; count += 1) await reportLesson(db, from, lesson, "x", now);
    expect(await reportLesson(db, from, lesson, "x", now)).toMatchObject({ reason: "too-many" });
    const later = new Date(now.getTime() + minutes * 60_000);
    expect(await reportLesson(db, from, lesson, "x", later)).toMatchObject({ ok: true });
  });
});

describe("resolving a report", () => {
  test("takes it off the list, with its statement; twice is once", async () => {
    const { viewer } = await insertViewer(db, { roles: ["trainer"] });
    const outcome = await reportLesson(db, nobody("192.0.2.4"), lesson, "Esto", now);
    if (!outcome.ok) throw new Error(outcome.reason);
    const { id } = outcome.value;
    await resolveReport(db, viewer, id, now);
    expect(await resolveReport(db, viewer, id, now)).toEqual({ ok: true, value: null });
    expect((await openReports(db, viewer)).map((report) => report.id)).not.toContain(id);
    const said = await db.execute(sql`
      select 1 from statements where verb = 'resolved' and object_id = ${id}`);
    expect(said).toHaveLength(1);
  });

  test("of a course one does not teach is as if it did not exist", async () => {
    const { viewer } = await insertViewer(db, {
      roles: [{ role: "trainer", courseSlug: "otro-curso" }],
    });
    const outcome = await reportLesson(db, nobody("192.0.2.5"), lesson, "Esto", now);
    if (!outcome.ok) throw new Error(outcome.reason);
    const refused = { ok: false, reason: "no-report" };
    expect(await resolveReport(db, viewer, outcome.value.id, now)).toEqual(refused);
    expect(await resolveReport(db, viewer, newId(), now)).toEqual(refused);
  });
});
