import { announceSitting } from "#app/domain/assessment/sittings.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { computeStatistics } from "#app/domain/psychometrics/compute.server.ts";
import { createPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { courses, editions, lessonReports } from "#db/schema/courses.ts";
import { achievements, credentials } from "#db/schema/credentials.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { bringIn, preview } from "#tests/factories/banks.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { grader, handIn, publishEssayCourse } from "#tests/factories/grading.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { rulingsOn } from "#tests/factories/rulings.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { finish } from "#tests/setup/jobs.ts";

/** Something under every address that names one: the routes of the site have what to show. */
export async function makeRouteWorld(db: TestDatabase) {
  const person = await insertOfficial(db);
  const now = new Date();
  return {
    person,
    claims: await certificate(db, person),
    panel: await measuredExam(db, now),
    ...(await examUnderWay(db, person, now)),
    bankImport: await bankWithImport(db),
    ...(await essayToMark(db)),
    insertReport: await reportable(db),
  };
}

async function certificate(db: TestDatabase, { id }: { id: string }) {
  const claims = claimsOf();
  await db.insert(achievements).values({ ...ACHIEVEMENT, body: ACHIEVEMENT });
  await db.insert(credentials).values({
    ...{ id: claims.id, code: claims.code, userId: id, claims, issuedAt: new Date() },
    ...{ achievementId: ACHIEVEMENT.id, achievementEdition: ACHIEVEMENT.edition },
  });
  // Whoever asks for a file that is not made yet waits for it.
  await finish(db, claims.id);
  return claims;
}

/** Makes a report of something wrong in a lesson; answers the form that resolves it. */
async function reportable(db: TestDatabase) {
  const editionId = newId();
  await db.insert(courses).values({ slug: "agua" });
  await db.insert(editions).values({
    ...{ id: editionId, courseSlug: "agua", number: 1, contentHash: "x", manifest: {} },
  });
  return async (): Promise<Record<string, string>> => {
    const aviso = newId();
    const where = { editionId, courseSlug: "agua", lessonId: "uno" };
    await db.insert(lessonReports).values({ ...where, id: aviso, body: "Un error" });
    return { aviso };
  };
}

/** The exam of `curso-medido` has statistics and a panel, whose id is answered. */
async function measuredExam(db: TestDatabase, now: Date): Promise<string> {
  const { slug: course } = await publishCourse(db, { slug: "curso-medido" });
  await computeStatistics(db, { course, test: `${course}-final` }, now, async () => {});
  const { viewer } = await insertViewer(db, { roles: ["trainer"] });
  const panel = await createPanel(db, viewer, { course, scope: "bank" }, now, Math.random);
  return panel.ok ? panel.value.id : "";
}

/** Somebody of the coordinators' organization sits the exam of `examinado`, in a sitting. */
async function examUnderWay(
  db: TestDatabase,
  person: Awaited<ReturnType<typeof insertOfficial>>,
  now: Date,
) {
  await publishCourse(db, { slug: "examinado" });
  const { viewer } = await insertViewer(db, { roles: ["manager"] });
  const closesAt = new Date(now.getTime() + 3_600_000);
  const plan = { title: "Hoy", opensAt: now, closesAt, accessCode: null };
  const announced = await announceSitting(db, viewer, "examinado", plan, now);
  await enroll(db, person, "examinado", now);
  const begun = await startAttempt(db, person, "examinado", now);
  return {
    sitting: announced.ok ? announced.value : "",
    examAttempt: begun.ok ? begun.value.id : "",
  };
}

/** The bank of `banco` has a question, and an import waits. */
async function bankWithImport(db: TestDatabase): Promise<string> {
  await publishCourse(db, { slug: "banco" });
  const { viewer } = await insertViewer(db, { roles: ["trainer"] });
  await bringIn(db, viewer, "banco", "// [id:p-1]\n¿Qué? {T}");
  return (await preview(db, viewer, "banco", "// [id:p-2]\n¿Qué? {F}")).id;
}

/** An essay waits for a mark, and its question was found wrong. */
async function essayToMark(db: TestDatabase) {
  await publishEssayCourse(db);
  const { toMark } = await handIn(db);
  const ruling = await rulingsOn(db, await grader(db)).rule("curso", { kind: "drop" }, "informe");
  return { essay: toMark, ruling };
}
