import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { correctName } from "#app/domain/credentials/correct-name.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { mergeAccounts } from "#app/domain/reports/merge.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { attempts, itemVersions, responses } from "#db/schema/assessment.ts";
import { courses, editions, lessonReports } from "#db/schema/courses.ts";
import { achievements, credentials, suspensions } from "#db/schema/credentials.ts";
import { enrollments, lessonProgress } from "#db/schema/enrollment.ts";
import { accommodations, attemptEvents, practiceExams } from "#db/schema/exams.ts";
import {
  appealAnswers,
  itemAppeals,
  markDrafts,
  markingClaims,
  marks,
  responsesToMark,
  scoreChanges,
  settledScores,
} from "#db/schema/grading.ts";
import { nameCorrections } from "#db/schema/people.ts";
import { insertCertificate } from "#tests/factories/certificates.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);

const editionId = newId();
await db.insert(courses).values({ slug: "agua" });
await db.insert(editions).values({
  ...{ id: editionId, courseSlug: "agua", number: 1, contentHash: "x", manifest: {} },
});
await db.insert(achievements).values({
  ...{ id: "agua", edition: 1, kind: "course", subject: "agua", body: {} },
});

const { id: graderId } = await insertOfficial(db);
await db.insert(itemVersions).values({ hash: "h", itemId: "i", body: {} });

interface Marked {
  attemptId: string;
  responseId: string;
  graderId: string;
}

/** What people wrote about an answer, and what its writer wrote about the question. */
async function insertMarked({ attemptId, responseId, graderId: grader }: Marked): Promise<void> {
  const [toMarkId, markId, appealId] = [newId(), newId(), newId()];
  const item = { itemId: "i", itemHash: "h", courseSlug: "agua" };
  const at = new Date();
  await db
    .insert(responsesToMark)
    .values({ ...item, id: toMarkId, attemptId, responseId, since: at });
  const written = { points: {}, comment: "comentario secreto", note: "nota de colegas" };
  await db.insert(markDrafts).values({ ...written, toMarkId, graderId: grader, savedAt: at });
  await db.insert(markingClaims).values({ toMarkId, graderId: grader, until: at });
  await db.insert(marks).values({
    ...{ ...written, id: markId, toMarkId, graderId: grader },
    ...{ kind: "independent" as const, share: 1, markedAt: at },
  });
  await db.insert(settledScores).values({ toMarkId, share: 1, basis: "single", settledAt: at });
  await db.insert(itemAppeals).values({
    ...{ ...item, id: appealId, attemptId, reason: "motivo secreto", filedAt: at },
  });
  await db.insert(appealAnswers).values({
    ...{ appealId, answer: "Se revisó.", answeredBy: grader, answeredAt: at },
  });
  await db.insert(scoreChanges).values({
    ...{ id: newId(), attemptId, markId, scoreBefore: 1, scoreAfter: 0.9, changedAt: at },
    ...{ passedBefore: true, reachesMark: true },
  });
}

let made = 0;
/** Somebody with something in every room. */
async function insertLearner({ certified }: { certified: boolean }) {
  made += 1;
  const person = await insertViewer(db, {
    passwordHash,
    email: `secreta${made}@muni.example`,
    fullName: `Nombre Secreto ${made}`,
    confirmed: true,
  });
  const { id: userId } = person.viewer;
  const enrollmentId = newId();
  await db.insert(enrollments).values({ id: enrollmentId, userId, courseSlug: "agua", editionId });
  await db
    .insert(lessonProgress)
    .values({ enrollmentId, lessonId: "uno", satisfiedAt: new Date() });
  const attemptId = newId();
  await db.insert(attempts).values({
    ...{ id: attemptId, userId, enrollmentId, editionId, testId: "examen", number: 1, form: [] },
    ...{ finishedAt: new Date(), score: 0.9, passed: true },
  });
  const response = { text: "respuesta secreta" };
  await db.insert(attemptEvents).values({
    ...{ id: newId(), attemptId, kind: "minutes", seconds: 600, by: userId },
    reason: `Se le fue la luz a Nombre Secreto ${made}`,
  });
  await db.insert(accommodations).values({
    ...{ id: newId(), userId, extraPercent: 50, reason: "language", grantedBy: userId },
  });
  await db.insert(practiceExams).values({
    ...{ id: newId(), userId, enrollmentId, editionId, courseSlug: "agua", form: [] },
    answers: { i: ["respuesta secreta"] },
  });
  const responseId = newId();
  await db.insert(responses).values({ id: responseId, attemptId, itemId: "i", response });
  await insertMarked({ attemptId, responseId, graderId });
  await db.insert(lessonReports).values({
    ...{ id: newId(), editionId, courseSlug: "agua", lessonId: "uno", userId, body: "Un error" },
  });
  await db.insert(nameCorrections).values({
    ...{ id: newId(), userId, previousName: "Nonbre Secreto", newName: "Nombre Secreto" },
    correctedBy: userId,
  });
  if (certified) {
    await db.insert(credentials).values({
      ...{ id: `c${made}`, code: `C${made}`, userId, achievementId: "agua", achievementEdition: 1 },
      ...{ issuedAt: new Date(), claims: { name: `Nombre Secreto ${made}` } },
    });
  }
  return person;
}
const erase = (cookie: string, given = password) =>
  visit("/mi/perfil/borrar", { cookie, form: { password: given } });
const count = async (table: string, userId: string) =>
  Number(
    (
      await db.execute<{ count: string }>(
        sql`select count(*) from ${sql.identifier(table)} where user_id = ${userId}`,
      )
    )[0]?.count,
  );
/** Every table of the schema, as text. */
async function everything(): Promise<string> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`);
  const all = [];
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select t::text as row from ${sql.raw(name)} t`,
    );
    all.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return all.join("\n");
}

describe("everything held about me", () => {
  test("comes as a file, with what every room holds and no secret of the system", async () => {
    const { cookie, viewer, token } = await insertLearner({ certified: true });
    const answer = await visit("/mi/perfil/datos", { cookie, form: {} });
    expect(answer.headers.get("content-disposition")).toMatch(/attachment; filename="mis-datos-/);
    const text = await answer.text();
    const held = JSON.parse(text);
    expect(held.accounts[0]).toMatchObject({ id: viewer.id, full_name: viewer.fullName });
    for (const subject of [
      "previousNames",
      "municipalities",
      "sessions",
      "enrollments",
      "exams",
      "extraTime",
      "practiceExams",
      "commentsOnAnswers",
      "appeals",
      "resultsCorrected",
      "certificates",
      "errorsReported",
    ]) {
      expect(held[subject], subject).toHaveLength(1);
    }
    expect(held.exams[0].events).toMatchObject([{ kind: "minutes", seconds: 600 }]);
    expect(held.exams[0].answers[0].response).toEqual({ text: "respuesta secreta" });
    expect(text).not.toContain("$argon2id");
    expect(text).not.toContain("nota de colegas");
    expect(text).not.toContain(token);
    const said = await db.execute(sql`select 1 from statements
      where verb = 'exported' and actor_id = ${viewer.id}`);
    expect(said).toHaveLength(1);
  });

  test("tells what was done with a certificate, and what was asked", async () => {
    const { cookie, viewer } = await insertLearner({ certified: true });
    const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
    const { id } = await insertCertificate(db, undefined, { userId: viewer.id, name: "Ana Kan" });
    const site = { origin: "https://cabildo.example", trial: false };
    const now = new Date();
    const name = { credentialId: id, name: "Ana Pérez", why: "Me casé" };
    await correctName(db, viewer, name, site, now);
    await db.insert(suspensions).values({
      ...{ id: newId(), credentialId: id, suspendedBy: manager.id, suspendedAt: now },
      ...{ note: "nota de quien administra", liftedAt: now, liftedBy: manager.id },
    });
    const small = { credentialId: id, name: "Ana Kʼan", why: "" };
    expect((await correctName(db, viewer, small, site, now)).ok).toBe(true);
    const text = await (await visit("/mi/perfil/datos", { cookie, form: {} })).text();
    const held = JSON.parse(text);
    expect(held.suspensions).toHaveLength(1);
    expect(held.successors).toMatchObject([{ predecessor_id: id, reason: "name" }]);
    expect(held.revocationsAskedFor).toEqual([]);
    expect(text).not.toContain("nota de quien administra");
    const [successor] = held.successors;
    await correctName(db, viewer, { ...name, credentialId: successor.successor_id }, site, now);
    const again = await (await visit("/mi/perfil/datos", { cookie, form: {} })).json();
    expect(again.namesAskedFor).toMatchObject([{ name: "Ana Pérez", why: "Me casé" }]);
  });

  test("holds nothing of anybody else, and what the merged account had", async () => {
    const { viewer: admin } = await insertViewer(db, { roles: ["admin"] });
    const other = await insertLearner({ certified: false });
    const gone = await insertOfficial(db, { fullName: "Cuenta Vieja" });
    const { cookie, viewer } = await insertLearner({ certified: false });
    const merge = { gone: gone.id, kept: viewer.id, reason: "La misma" };
    expect((await mergeAccounts(db, admin, merge, new Date())).ok).toBe(true);
    const text = await (await visit("/mi/perfil/datos", { cookie, form: {} })).text();
    expect(text).toContain("Cuenta Vieja");
    expect(text).not.toContain(other.viewer.email ?? "x");
  });
});

describe("erasure", () => {
  test("leaves no trace of the name, the address or the answers of who has no certificate", async () => {
    const { cookie, viewer } = await insertLearner({ certified: false });
    await visit("/mi/perfil", {
      cookie,
      form: { hacer: "correo", email: "otra-secreta@muni.example" },
    });
    const answer = await erase(cookie);
    expect(answer.headers.get("location")).toBe("/privacidad?aviso=borrada");
    expect(answer.headers.getSetCookie()).toHaveLength(2);
    for (const table of [
      ...["enrollments", "attempts", "sessions", "name_corrections"],
      ...["accommodations", "practice_exams"],
    ]) {
      expect(await count(table, viewer.id), table).toBe(0);
    }
    const left = await everything();
    for (const trace of [viewer.fullName, viewer.email ?? "x", viewer.username]) {
      expect(left.includes(trace), trace).toBe(false);
    }
    expect(await count("erasures", viewer.id)).toBe(1);
  });

  test("keeps the certificate as issued, its marks and the confirmation, and says so before", async () => {
    const { cookie, viewer } = await insertLearner({ certified: true });
    const page = await (await visit("/mi/perfil/borrar", { cookie })).text();
    expect(page).toContain("quedan como se emitieron");
    await erase(cookie);
    const [credential] = await db.execute(
      sql`select claims from credentials where user_id = ${viewer.id}`,
    );
    expect(credential?.claims).toEqual({ name: viewer.fullName });
    expect(await count("attempts", viewer.id)).toBe(1);
    expect(await count("affiliations", viewer.id)).toBe(1);
    const [answers] = await db.execute(sql`select count(*)::int as count from responses r
      join attempts a on a.id = r.attempt_id where a.user_id = ${viewer.id}`);
    expect(answers?.count).toBe(0);
    const [event] = await db.execute(sql`select e.kind, e.reason from attempt_events e
      join attempts a on a.id = e.attempt_id where a.user_id = ${viewer.id}`);
    expect(event).toEqual({ kind: "minutes", reason: null });
    expect(await count("practice_exams", viewer.id)).toBe(0);
    const left = await db.execute<{ count: number }>(sql`select count(*)::int as count
      from marks m join responses_to_mark w on w.id = m.to_mark_id
      join attempts a on a.id = w.attempt_id where a.user_id = ${viewer.id}`);
    expect(left[0]?.count).toBe(0);
    expect(
      (await visit("/ingresar", { form: { username: viewer.username, password } })).status,
    ).toBe(400);
  });

  test("asks for the password, and changes nothing without it", async () => {
    const { cookie, viewer } = await insertLearner({ certified: false });
    expect((await erase(cookie, "no es la de nadie")).status).toBe(400);
    expect(await count("enrollments", viewer.id)).toBe(1);
  });

  test("is refused to the last administrator", async () => {
    await db.execute(sql`update role_assignments set ended_at = now() where role = 'admin'`);
    const { cookie } = await insertViewer(db, { roles: ["admin"], passwordHash });
    const answer = await erase(cookie);
    expect(await answer.text()).toContain("única cuenta que administra");
  });
});
