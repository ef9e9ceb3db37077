import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { answerPractice, startPractice } from "#app/domain/assessment/practice.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { makeId } from "#app/domain/credentials/issuing/code.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { paths } from "#app/paths.ts";
import { achievements, credentialShares, credentials } from "#db/schema/credentials.ts";
import { bulkVerificationRows, bulkVerifications } from "#db/schema/credentials-signed.ts";
import { COURSE, contentFolder, LESSONS } from "#tests/factories/courses.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { insertAgents, insertProgram } from "#tests/factories/program.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { finish } from "#tests/setup/jobs.ts";
import { ORIGIN, openSite, routeModule, routes } from "#tests/setup/site.ts";

/** Most statements sent to the database for one page: who asks, and what the page shows. */
const MOST = 2;

const db = await freshDatabase();
const visit = await openSite(db);
const now = new Date();
const { viewer, cookie } = await insertViewer(db, { email: "ana@muni.example", confirmed: true });
const [lesson] = LESSONS;
/** The course whose exam is all on one page. */
const WHOLE = "zeta";

await insertProgram(db);
await insertAgents(db, { organizationId: "GT-0901", people: 9 });
const folder = contentFolder();
folder.copyAs(WHOLE, "final-zeta");
folder.replace(`../${WHOLE}/course.json`, '"passMark"', '"layout": "single-page", "passMark"');
await folder.sync(db);
for (const course of [COURSE, WHOLE]) await enroll(db, viewer, course, now);

/** An attempt handed in, and the next one open, at both exams. */
for (const course of [COURSE, WHOLE]) {
  for (const isLast of [false, true]) {
    const started = await startAttempt(db, viewer, course, now);
    if (started.ok && !isLast) await finishAttempt(db, viewer, started.value.id, now);
  }
}

/** A practice exam handed in, and one open. */
const first = await startPractice(db, viewer, COURSE, now);
const practised = first.ok ? first.value : "";
await answerPractice(db, viewer, { id: practised, answers: [], handIn: true }, now);
const second = await startPractice(db, viewer, COURSE, now);
const practising = second.ok ? second.value : "";

/** A certificate issued, and one that waits for its holder's name. */
const [issued, reserved] = [{ ...claimsOf() }, claimsOf()];
issued.address = `${ORIGIN}${paths.credential(issued.id)}`;
const other = { ...ACHIEVEMENT, id: "agua-segura" };
for (const body of [ACHIEVEMENT, other]) await db.insert(achievements).values({ ...body, body });
const held = { userId: viewer.id, achievementEdition: 1 };
await db.insert(credentials).values([
  {
    ...{ ...held, id: issued.id, code: issued.code, achievementId: ACHIEVEMENT.id },
    ...{ claims: issued, issuedAt: now },
  },
  { ...held, id: reserved.id, code: reserved.code, achievementId: other.id },
]);

await finish(db, issued.id);
const bulk = makeId(new Uint8Array(16));
await db.insert(bulkVerifications).values({ id: bulk, total: 1 });
await db.insert(bulkVerificationRows).values({ bulkId: bulk, position: 1, source: "a" });
await db.insert(credentialShares).values({ credentialId: issued.id, sharedAt: now });

const [file] = await db.execute<{ hash: string }>(sql`select file_hash as hash from edition_files`);
const facts = { userId: viewer.id, payload: { email: "otra@muni.example" }, now };
const verifies = await issueToken(db, "verify-email", facts);

/** Every page that an official may read, as the route that answers it: its addresses. */
const PAGES: Record<string, string[]> = {
  "routes/_index": [paths.home()],
  "routes/archivos.$hash.$name": [paths.file(file?.hash ?? "", "medidor.svg")],
  "routes/ayuda._index": [paths.help()],
  "routes/ayuda.$manual": [paths.manual("funcionarios")],
  "routes/cursos._index": [paths.courses()],
  "routes/cursos.$course._index": [paths.course(COURSE)],
  "routes/cursos.$course_.ejercicios.$module": [paths.exercise(COURSE, "avisar")],
  "routes/cursos.$course_.$lesson._index": [paths.lesson(COURSE, lesson)],
  "routes/cursos.$course_.$lesson_.avisar": [paths.lessonReport(COURSE, lesson)],
  "routes/cursos.$course_.$lesson_.pregunta.$item": [paths.check(COURSE, lesson, "agu-1-1-c1")],
  "routes/cursos.$course_.examen": [paths.exam(COURSE)],
  "routes/cursos.$course_.examen_.$number": [paths.examQuestion(COURSE, 1)],
  "routes/cursos.$course_.examen_.entregar": [paths.examFinish(COURSE), paths.examFinish(WHOLE)],
  "routes/cursos.$course_.examen_.pausa": [paths.examPause(COURSE)],
  "routes/cursos.$course_.examen_.preguntas": [paths.examQuestions(WHOLE)],
  "routes/cursos.$course_.examen_.resultado.$attempt": [paths.examResult(COURSE, 1)],
  "routes/cursos.$course_.practica._index": [paths.practiceExams(COURSE)],
  "routes/cursos.$course_.practica.$id": [
    paths.practiceExam(COURSE, practised),
    paths.practiceExam(COURSE, practising),
  ],
  "routes/cursos.$course_.examen_.resultado.$attempt_.reclamo": [
    paths.examAppeal(COURSE, 1),
    `${paths.examAppeal(COURSE, 1)}?pregunta=1`,
  ],
  "routes/datos": [paths.openData()],
  "routes/ingresar._index": [`${paths.login()}?aviso=guardado`],
  "routes/ingresar.segundo-paso": [paths.secondFactor()],
  "routes/meta": [paths.goal()],
  "routes/meta[.]csv": [paths.goalCsv()],
  "routes/meta[.]json": [paths.goalJson()],
  "routes/mi._index": [paths.mine()],
  "routes/mi.certificados._index": [paths.myCredentials()],
  "routes/mi.certificados.$id.nombre": [paths.confirmName(reserved.id)],
  "routes/mi.certificados.$id.nombre-corregido": [paths.correctName(issued.id)],
  "routes/mi.perfil._index": [paths.profile(), `${paths.profile()}?pais=CL`],
  "routes/mi.perfil.borrar": [paths.profileErasure()],
  "routes/mi.perfil.seguridad": [paths.profileSecurity()],
  "routes/privacidad": [paths.privacy()],
  "routes/recuperar._index": [paths.recover()],
  "routes/registro.correo.$token": [paths.verifyEmail(verifies)],
  "routes/salir": [paths.logout()],
  "routes/verificar._index": [paths.verify()],
  "routes/verificar.varios._index": [paths.verifyMany()],
  "routes/verificar.varios.$id": [paths.bulkVerification(bulk)],
  "routes/verificar.$id": [paths.credential(issued.id)],
  "routes/estado.$list": [paths.statusList("1")],
  "routes/[.]well-known.did[.]json": [paths.didDocument()],
  "routes/logros.$id.$edition": [paths.achievement(ACHIEVEMENT.id, ACHIEVEMENT.edition)],
  "routes/verificar.$id[.]json": [paths.credentialFile(issued.id, "json")],
  "routes/verificar.$id[.]jwt": [paths.credentialFile(issued.id, "jwt")],
  "routes/verificar.$id_.tarjeta": [paths.credentialCard(issued.id)],
  "routes/registro-publico._index": [paths.log()],
};

/** Why the others are not counted. */
const OTHERS: Record<string, string> = {
  ...Object.fromEntries(
    ["pdf", "png", "svg", "zip"].map((form) => [
      `routes/verificar.$id[.]${form}`,
      "a file that is put together of stored ones",
    ]),
  ),
  "routes/$": "no page",
  "routes/ingresar.guardado.$token": "answers what the kept form answers",
  "routes/recuperar.$token": "counts a try before it looks",
  "routes/registro._index": "leads elsewhere who has a session",
  "routes/registro.primera-vez.$token": "before there is anybody",
};

const isStaff = (id: string) => /^routes\/(autoria|gestion)/.test(id);

async function costOf(path: string, given = cookie) {
  db.queries.length = 0;
  const answer = await visit(path, { cookie: given });
  await answer.arrayBuffer();
  // What the driver asks a new connection is nobody's page.
  const sent = db.queries.filter((text) => !text.includes("pg_catalog.pg_type"));
  return { status: answer.status, sent };
}

describe("a page costs at most two round trips to the database", () => {
  test.each(Object.entries(PAGES))("%s", async (_route, addresses) => {
    for (const path of addresses) {
      const { status, sent } = await costOf(path);
      expect(status, path).toBe(200);
      expect(sent.length, [path, ...sent].join("\n")).toBeLessThanOrEqual(MOST);
    }
  });

  test("and one where nobody has logged in", async () => {
    for (const path of [
      ...[paths.home(), paths.courses(), paths.course(COURSE), paths.lesson(COURSE, lesson)],
      ...[paths.goal(), paths.credential(issued.id)],
    ]) {
      expect((await costOf(path, "")).sent, path).toHaveLength(1);
    }
  });

  test("and none that an official may read is left out", async () => {
    const left = [];
    for (const { id } of Object.values(routes)) {
      if (isStaff(id) || id in PAGES || id in OTHERS) continue;
      const { default: page } = await routeModule(id);
      if (page) left.push(id);
    }
    expect(left).toEqual([]);
  });
});
