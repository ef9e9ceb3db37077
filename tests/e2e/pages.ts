import { sql } from "drizzle-orm";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { reportLesson } from "#app/domain/courses/reports.server.ts";
import { confirmName, considerAward } from "#app/domain/credentials/commands.server.ts";
import { appendCredential } from "#app/domain/credentials/log-append.server.ts";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { course, finishLessons, itemOf, lessonIds, variantOfCourse } from "./course.ts";
import { insertPerson, type Person } from "./fixtures.ts";

/** People in every situation that a page shows, and what they hold. */
export interface World {
  learner: Person;
  /** Sits the exam whose questions are all on one page. */
  sitter: Person;
  /** Did not pass, and may try again. */
  failed: Person;
  /** Passed, and has not confirmed the name yet. */
  passed: Person;
  holder: Person;
  manager: Person;
  /** A manager whose second factor is not set up. */
  newManager: Person;
  coordinator: Person;
  trainer: Person;
  sheetCourse: string;
  reserved: string;
  valid: string;
  revoked: string;
  tokens: { verifyEmail: string; recover: string; first: string };
}

export async function makeWorld(db: Database): Promise<World> {
  const make = (facts = {}) => insertPerson(db, facts);
  const [learner, sitter, failed, passed, holder, former] = await Promise.all([
    make(),
    make(),
    make(),
    make(),
    make({ confirmed: true }),
    make({ fullName: "Pedro Xitumul" }),
  ]);
  const [manager, newManager, coordinator, trainer] = await Promise.all([
    make({ roles: ["manager"] }),
    make({ roles: ["manager"] }),
    make({ roles: ["coordinator"] }),
    make({ roles: ["trainer"] }),
  ]);
  const sheetCourse = await variantOfCourse(db, `hoja-${sitter.username}`, {
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
  await appendCredential(db, { id: valid, hash: "0".repeat(64) });
  await db.execute(sql`insert into revocations (credential_id, revoked_by, reason, note)
    values (${revoked}, ${manager.id}, 'error', 'Se emitió por error')`);
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
  const email = `${learner.username}@salcaja.example`;
  const tokens = {
    verifyEmail: await token("verify-email", { email }),
    recover: await token("recover"),
    first: await token("first-administrator"),
  };
  return {
    ...{ learner, sitter, failed, passed, holder, manager, newManager, coordinator, trainer },
    ...{ sheetCourse, reserved, valid, revoked, tokens },
  };
}

async function sitExam(db: Database, person: Person, right: boolean): Promise<void> {
  const actor = { id: person.id, country: "GT" };
  await finishLessons(db, actor);
  const started = await startAttempt(db, actor, course.slug, new Date());
  if (!started.ok) throw new Error(started.reason);
  const [row] = await db.execute<{ form: { item: string }[] }>(
    sql`select form from attempts where id = ${started.value.id}`,
  );
  const answers = (row?.form ?? []).map(({ item }) => {
    const { id, response, choices } = itemOf(item);
    const wrong = choices.filter((choice) => !response.correct.includes(choice.id));
    return {
      id: newId(),
      item: id,
      response: right ? response.correct : wrong.slice(0, 1).map((choice) => choice.id),
    };
  });
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

export interface SitePage {
  /** What it is called here, and nowhere on the site. */
  name: string;
  address: (world: World) => string;
  as?: (world: World) => Person;
  /** What to press there before looking: the page that answers a form. */
  press?: string;
  status?: number;
}

const { slug } = course;
const lesson = lessonIds[0] ?? "";
const learner = ({ learner }: World) => learner;
const manager = ({ manager }: World) => manager;

/** Every page of the site, in each of its faces. */
export const pages: readonly SitePage[] = [
  { name: "home", address: () => paths.home() },
  { name: "courses", address: () => paths.courses() },
  { name: "course", address: () => paths.course(slug) },
  ...lessonIds.map((id) => ({ name: `lesson ${id}`, address: () => paths.lesson(slug, id) })),
  { name: "report of an error", address: () => paths.lessonReport(slug, lesson) },
  { name: "report received", address: () => `${paths.lessonReport(slug, lesson)}?enviado` },
  { name: "goal", address: () => paths.goal() },
  { name: "open data", address: () => paths.openData() },
  { name: "verify", address: () => paths.verify() },
  { name: "verify, mistyped", address: () => `${paths.verify()}?codigo=x`, status: 400 },
  { name: "valid certificate", address: ({ valid }) => paths.credential(valid) },
  { name: "revoked certificate", address: ({ revoked }) => paths.credential(revoked) },
  {
    name: "unknown certificate",
    address: () => paths.credential("AAAAAAAAAAAAAAAAAAAAAA"),
    status: 404,
  },
  { name: "public log", address: () => paths.log() },
  { name: "help", address: () => paths.help() },
  ...["funcionarios", "empleadores", "gestion", "operacion"].map((manual) => ({
    name: `manual ${manual}`,
    address: () => `${paths.help()}/${manual}`,
  })),
  { name: "privacy", address: () => paths.privacy() },
  { name: "not found", address: () => "/no-existe", status: 404 },
  { name: "register, country", address: () => paths.register() },
  { name: "register", address: () => `${paths.register()}?pais=GT` },
  {
    name: "register, with errors",
    address: () => `${paths.register()}?pais=CL`,
    press: "people.register.submit",
    status: 400,
  },
  { name: "log in", address: () => paths.login() },
  {
    name: "log in, with errors",
    address: () => paths.login(),
    press: "people.login.submit",
    status: 400,
  },
  { name: "recover", address: () => paths.recover() },
  { name: "recover, sent", address: () => `${paths.recover()}?aviso=enlace-enviado` },
  { name: "new password", address: ({ tokens }) => paths.recoverWith(tokens.recover) },
  { name: "used link", address: () => paths.recoverWith("usado"), status: 410 },
  { name: "confirm the e-mail", address: ({ tokens }) => paths.verifyEmail(tokens.verifyEmail) },
  {
    name: "first administrator",
    address: ({ tokens }) => paths.firstAdministrator(tokens.first),
  },
  { name: "log out", address: () => paths.logout() },
  {
    name: "check question without an answer",
    address: () => paths.lesson(slug, lesson),
    press: "assessment.check.answer",
    status: 400,
  },
  { name: "my progress", address: () => paths.mine(), as: learner },
  { name: "my progress, nothing yet", address: () => paths.mine(), as: ({ trainer }) => trainer },
  { name: "my course", address: () => paths.course(slug), as: learner },
  { name: "my lesson", address: () => paths.lesson(slug, lesson), as: learner },
  { name: "profile", address: () => paths.profile(), as: learner },
  { name: "profile, confirmed", address: () => paths.profile(), as: ({ holder }) => holder },
  { name: "security", address: () => paths.profileSecurity(), as: learner },
  { name: "security with a second factor", address: () => paths.profileSecurity(), as: manager },
  { name: "erasure", address: () => paths.profileErasure(), as: learner },
  { name: "my certificates, none", address: () => paths.myCredentials(), as: learner },
  { name: "my certificates", address: () => paths.myCredentials(), as: ({ holder }) => holder },
  {
    name: "confirm the name",
    address: ({ reserved }) => paths.confirmName(reserved),
    as: ({ passed }) => passed,
  },
  {
    name: "second factor, to set up",
    address: () => paths.secondFactor(),
    as: ({ newManager }) => newManager,
  },
  { name: "exam, rules", address: () => paths.exam(slug), as: ({ holder }) => holder },
  { name: "exam, under way", address: () => paths.exam(slug), as: learner },
  { name: "exam, question", address: () => paths.examQuestion(slug, 1), as: learner },
  {
    name: "exam, question without an answer",
    address: () => paths.examQuestion(slug, 2),
    as: learner,
    press: "assessment.exam.question.next",
    status: 400,
  },
  {
    name: "exam, all questions",
    address: ({ sheetCourse }) => paths.examQuestions(sheetCourse),
    as: ({ sitter }) => sitter,
  },
  { name: "exam, hand in", address: () => paths.examFinish(slug), as: learner },
  {
    name: "exam, not passed",
    address: () => paths.examResult(slug, 1),
    as: ({ failed }) => failed,
  },
  { name: "exam, passed", address: () => paths.examResult(slug, 1), as: ({ passed }) => passed },
  { name: "management", address: () => paths.management(), as: manager },
  { name: "management of a coordinator", address: () => paths.management(), as: coordinatorOf },
  { name: "people", address: () => paths.people(), as: coordinatorOf },
  { name: "person", address: ({ learner }) => paths.person(learner.id), as: manager },
  {
    name: "person, recovery",
    address: ({ learner }) => paths.personRecovery(learner.id),
    as: manager,
  },
  {
    name: "person, recovery code",
    address: ({ learner }) => paths.personRecovery(learner.id),
    as: manager,
    press: "people.person.recovery-issue",
  },
  { name: "merge", address: () => paths.mergePeople(), as: manager },
  {
    name: "merge, to compare",
    address: ({ learner, sitter }) =>
      `${paths.mergePeople()}?de=${learner.username}&a=${sitter.username}`,
    as: manager,
  },
  { name: "issued certificates", address: () => paths.issuedCredentials(), as: manager },
  {
    name: "issued certificate",
    address: ({ valid }) => paths.issuedCredential(valid),
    as: manager,
  },
  {
    name: "issued certificate, revoked",
    address: ({ revoked }) => paths.issuedCredential(revoked),
    as: manager,
  },
  {
    name: "issued certificate, revoking without a reason",
    address: ({ valid }) => paths.issuedCredential(valid),
    as: manager,
    press: "credentials.revoke.button",
    status: 400,
  },
  { name: "programme", address: () => paths.program(), as: manager },
  { name: "authoring", address: () => paths.authoring(), as: ({ trainer }) => trainer },
  { name: "reports", address: () => paths.lessonReports(), as: ({ trainer }) => trainer },
];

function coordinatorOf({ coordinator }: World): Person {
  return coordinator;
}
