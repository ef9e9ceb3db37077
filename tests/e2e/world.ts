import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { compareBank } from "#app/domain/banks/duplicates.server.ts";
import { reportLesson } from "#app/domain/courses/reports.server.ts";
import { confirmName, considerAward } from "#app/domain/credentials/commands.server.ts";
import { ID_BYTES, makeId } from "#app/domain/credentials/issuing/code.ts";
import { appendCredential } from "#app/domain/credentials/log/append.server.ts";
import { share } from "#app/domain/credentials/share.server.ts";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { computeStatistics } from "#app/domain/psychometrics/compute.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { bulkVerificationRows, bulkVerifications } from "#db/schema/credentials-signed.ts";
import { importOf } from "#tests/factories/banks.ts";
import { CERTIFICATION, insertCertificate } from "#tests/factories/certificates.ts";
import { variantOfCourse } from "#tests/factories/course-variant.ts";
import { course, lessonIds, rightChoices, wrongChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { insertPerson, type Person } from "./fixtures.ts";
import { type GradingWorld, makeGradingWorld } from "./grading-world.ts";
import { makePanels, type Panels } from "./panels.ts";
import { type ExamWorld, makeExamWorld } from "./world-exams.ts";

/** People in every situation that a page shows, and what they hold. */
export interface World extends GradingWorld {
  learner: Person;
  /** Sits the exam whose questions are all on one page. */
  sitter: Person;
  /** Did not pass, and may try again. */
  failed: Person;
  /** Passed, and has not confirmed the name yet. */
  passed: Person;
  holder: Person;
  manager: Person;
  /** Managers who have not set up the second factor that their role demands. */
  newManager: Person;
  nextManager: Person;
  coordinator: Person;
  trainer: Person;
  sheetCourse: string;
  reserved: string;
  valid: string;
  revoked: string;
  /** Many that were verified together. */
  bulk: string;
  /** Of a certification, whose list can say so. */
  suspended: string;
  /** Its holder asked for another name; one more, not named here, waits to be revoked. */
  waiting: string;
  /** Was asked in an exam that is over. */
  askedItem: string;
  panels: Panels;
  /** A question that was imported into the course's bank, and two imports: taken, and to confirm. */
  bank: { question: string; taken: string; ready: string };
  tokens: { verifyEmail: string; recover: string; first: string };
  exams: ExamWorld;
}

export async function makeWorld(db: Database): Promise<World> {
  const make = (facts = {}) => insertPerson(db, facts);
  const withoutFactor = async (facts = {}) => ({ ...(await make(facts)), demandsFactor: false });
  const [learner, sitter, failed, passed, holder, former] = await Promise.all([
    make(),
    make(),
    make(),
    make(),
    make({ confirmed: true }),
    make({ fullName: "Pedro Xitumul" }),
  ]);
  const [manager, newManager, nextManager, coordinator, trainer] = await Promise.all([
    make({ roles: ["manager"] }),
    withoutFactor({ roles: ["manager"] }),
    withoutFactor({ roles: ["manager"] }),
    make({ roles: ["coordinator"] }),
    make({ roles: ["trainer"] }),
  ]);
  const sheetCourse = await variantOfCourse(db, course.slug, `hoja-${sitter.username}`, {
    layout: "single-page",
  });
  await finishLessons(db, learner);
  await startAttempt(db, { ...learner, country: "GT" }, course.slug, new Date());
  await finishLessons(db, sitter, sheetCourse);
  await startAttempt(db, { ...sitter, country: "GT" }, sheetCourse, new Date());
  await sitExam(db, failed, false);
  await sitExam(db, passed, true);
  const reserved = await reservedFor(db, passed);
  const valid = await issuedTo(db, holder);
  const revoked = await issuedTo(db, former);
  await share(db, holder, valid, new Date());
  await appendCredential(db, { id: valid, hash: "0".repeat(64) });
  await db.execute(sql`insert into revocations (credential_id, revoked_by, reason, note)
    values (${revoked}, ${manager.id}, 'error', 'Se emitió por error')`);
  const { suspended, waiting } = await makeDecisions(db, { holder, newManager });
  await reportLesson(
    db,
    { viewer: null, address: "192.0.2.1" },
    { courseSlug: course.slug, lessonId: lessonIds[0] ?? "" },
    "Falta un cero en el segundo monto.",
    new Date(),
  );
  await db.execute(sql`insert into programs
    (id, name, countries, goal, starts_on, years, achievement_id)
    select ${newId()}, 'Programa de prueba', '{GT,CL}', 5000, current_date, 4,
      'agente-innovacion-publica'
    where not exists (select from programs)`);
  const token = (purpose: "verify-email" | "recover" | "first-administrator", payload = {}) => {
    const userId = purpose === "first-administrator" ? null : learner.id;
    return issueToken(db, purpose, { userId, payload, now: new Date() });
  };
  const askedItem = await measured(db, failed);
  const panels = await makePanels(db, trainer);
  const bulk = await verifiedTogether(db);
  const bank = await makeBank(db, trainer);
  const email = `${learner.username}@salcaja.example`;
  const tokens = {
    verifyEmail: await token("verify-email", { email }),
    recover: await token("recover"),
    first: await token("first-administrator"),
  };
  return {
    ...{ learner, sitter, failed, passed, holder, manager, coordinator, trainer },
    ...{ newManager, nextManager, sheetCourse, reserved, valid, revoked },
    ...{ suspended, waiting, bulk, askedItem, panels, bank, tokens },
    exams: await makeExamWorld(db),
    ...(await makeGradingWorld(db)),
  };
}

/** Calculates what the questions of the exam do; answers one of those that this person was asked. */
async function measured(db: Database, { id }: Person): Promise<string> {
  const test = course.exam?.id ?? "";
  await computeStatistics(db, { course: course.slug, test }, new Date(), async () => {});
  const [row] = await db.execute<{ item: string }>(
    sql`select form -> 0 ->> 'item' as item from attempts where user_id = ${id}`,
  );
  return row?.item ?? "";
}

/** A retired question, two that say nearly the same, and one not taken; none is for the exam. */
async function makeBank(db: Database, trainer: Person): Promise<World["bank"]> {
  const objective = course.objectives[0]?.id;
  const question = `banco-${trainer.username}`;
  const ask = (id: string, words: string) =>
    `// [id:${id}] [tag:objetivo:${objective}] [tag:uso:leccion]\n::${id}::¿${words}? {=Sí#Bien ~No#Mal}`;
  const text = [
    ask(question, "Publica su municipalidad el catastro de usuarios de agua potable"),
    ask(`${question}-2`, "Publica su municipalidad el catastro de usuarias de agua potable"),
    "::Rota::¿Qué falta? {=a",
  ];
  const taken = await importOf(db, trainer.id, course.slug, text.join("\n\n"), { take: true });
  const other = ask(`${question}-3`, "Quién lo actualiza");
  const ready = await importOf(db, trainer.id, course.slug, `${other}\n\n${text[2]}`, {
    take: false,
  });
  await compareBank(db, course.slug);
  await db.execute(sql`insert into bank_retirements
    (id, course_slug, item_id, retired_by, retired_at, reason)
    values (${newId()}, ${course.slug}, ${question}, ${trainer.id}, now(), 'Quedó vieja')`);
  return { question, taken, ready };
}

async function verifiedTogether(db: Database): Promise<string> {
  const id = makeId(randomBytes(ID_BYTES));
  const checkedAt = new Date().toISOString();
  const of = { trial: false, checks: [], credential: null, fingerprint: "0".repeat(64), checkedAt };
  const issuer = { did: "did:web:escuela.example", domain: "escuela.example", name: null };
  const rows: [string, object][] = [
    ["K7QM-2F9T-XB04", { ...of, verdict: "valid", name: "Ana", title: "Agua segura", issuer }],
    ["una-insignia-de-nombre-largo.json", { ...of, verdict: "tampered", issuer: null }],
    ["nota.txt", { fault: "empty", checkedAt }],
  ];
  const finishedAt = new Date();
  await db.insert(bulkVerifications).values({ id, total: rows.length, finishedAt });
  await db.insert(bulkVerificationRows).values(
    rows.map(([source, outcome], index) => ({
      bulkId: id,
      position: index + 1,
      source,
      outcome,
    })),
  );
  return id;
}

/** Certificates that somebody did something about, or has to. */
async function makeDecisions(db: Database, who: Pick<World, "holder" | "newManager">) {
  const [waiting, asking] = [await insertPerson(db), await insertPerson(db)];
  const waits = await insertCertificate(db, undefined, { userId: waiting.id });
  const asks = await insertCertificate(db, undefined, { userId: asking.id });
  const { id: suspended } = await insertCertificate(db, CERTIFICATION, { userId: who.holder.id });
  await db.execute(sql`insert into suspensions (id, credential_id, suspended_by, suspended_at, note)
    values (${newId()}, ${suspended}, ${who.newManager.id}, now(), 'Se revisa una denuncia.')`);
  await db.execute(sql`insert into revocation_requests
    (id, credential_id, requested_by, requested_at, reason, note) values
    (${newId()}, ${waits.id}, ${who.newManager.id}, now(), 'fraud', 'Otra persona rindió el examen.')`);
  await db.execute(sql`insert into name_requests
    (id, credential_id, name, why, requested_by, requested_at) values
    (${newId()}, ${asks.id}, 'María Ixchel Pérez Soto', 'Me casé.', ${asks.userId}, now())`);
  return { suspended, waiting: asks.id };
}

async function sitExam(db: Database, person: Person, right: boolean): Promise<void> {
  const actor = { id: person.id, country: "GT" };
  await finishLessons(db, actor);
  const started = await startAttempt(db, actor, course.slug, new Date());
  if (!started.ok) throw new Error(started.reason);
  const [row] = await db.execute<{ form: { item: string }[] }>(
    sql`select form from attempts where id = ${started.value.id}`,
  );
  const answers = (row?.form ?? []).map(({ item }) => ({
    id: newId(),
    item,
    response: right ? rightChoices(item) : wrongChoices(item).slice(0, 1),
  }));
  await saveAnswers(db, actor, started.value.id, answers, new Date());
  const finished = await finishAttempt(db, actor, started.value.id, new Date());
  if (!finished.ok || finished.value.passed !== right) throw new Error("the exam went otherwise");
}

async function reservedFor(db: Database, { id }: Person): Promise<string> {
  const considered = await considerAward(db, id, course.slug, new Date());
  if (!considered.ok) throw new Error(considered.reason);
  return considered.value;
}

async function issuedTo(db: Database, person: Person): Promise<string> {
  await sitExam(db, person, true);
  const credentialId = await reservedFor(db, person);
  const address = `http://127.0.0.1:${process.env.E2E_PORT}${paths.credential(credentialId)}`;
  const confirmation = { credentialId, name: person.fullName, address, trial: true };
  const confirmed = await confirmName(db, person, confirmation, new Date());
  if (!confirmed.ok) throw new Error(confirmed.reason);
  return credentialId;
}
