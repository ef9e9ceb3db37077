import type { Page } from "@playwright/test";
import { paths } from "#app/paths.ts";
import { bankPages } from "./bank-pages.ts";
import { course, lessonIds } from "./course.ts";
import { examReportPages } from "./exam-report-pages.ts";
import type { Factor, Person } from "./fixtures.ts";
import { gradingPages } from "./grading-pages.ts";
import { examPages } from "./pages-exams.ts";
import { typeFirstCode } from "./steps.ts";
import type { World } from "./world.ts";

export interface SitePage {
  /** What it is called here, and nowhere on the site. */
  name: string;
  address: (world: World) => string;
  as?: (world: World) => Person;
  factor?: Factor;
  /** What to press there before looking: the page that answers a form. */
  press?: string;
  /** What to do there before pressing. */
  fill?: (page: Page) => Promise<void>;
  status?: number;
}

const { slug } = course;
const lesson = lessonIds[0] ?? "";
const certificate = course.certificate ?? { id: "", edition: 1 };
const learner = ({ learner }: World) => learner;
const manager = ({ manager }: World) => manager;

/** Signed by nobody, and says that it is. */
const changedCredential = JSON.stringify({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  type: ["VerifiableCredential"],
  issuer: "did:web:escuela.example",
  credentialSubject: { id: "did:example:ana" },
  proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" },
});

/** Every page of the site, in each of its faces. */
export const pages: readonly SitePage[] = [
  ...gradingPages,
  { name: "home", address: () => paths.home() },
  { name: "courses", address: () => paths.courses() },
  { name: "course", address: () => paths.course(slug) },
  { name: "exercise", address: () => paths.exercise(slug, course.modules[0]?.id ?? "") },
  { name: "lesson", address: () => paths.lesson(slug, lesson) },
  { name: "report of an error", address: () => paths.lessonReport(slug, lesson) },
  { name: "report received", address: () => `${paths.lessonReport(slug, lesson)}?enviado` },
  { name: "goal", address: () => paths.goal() },
  { name: "open data", address: () => paths.openData() },
  { name: "verify", address: () => paths.verify() },
  { name: "verify, mistyped", address: () => `${paths.verify()}?codigo=x`, status: 400 },
  {
    name: "verify, a text that was changed",
    address: () => paths.verify(),
    fill: (page) => page.locator("[name=codigo]").fill(changedCredential),
    press: "credentials.verify.button",
  },
  { name: "verify many", address: () => paths.verifyMany() },
  {
    name: "verify many, with errors",
    address: () => paths.verifyMany(),
    press: "credentials.bulk.button",
    status: 400,
  },
  {
    name: "verify many, finished",
    address: ({ bulk }) => paths.bulkVerification(bulk),
  },
  { name: "valid certificate", address: ({ valid }) => paths.credential(valid) },
  { name: "card of a certificate", address: ({ valid }) => paths.credentialCard(valid) },
  { name: "revoked certificate", address: ({ revoked }) => paths.credential(revoked) },
  {
    name: "unknown certificate",
    address: () => paths.credential("AAAAAAAAAAAAAAAAAAAAAA"),
    status: 404,
  },
  { name: "public log", address: () => paths.log() },
  { name: "achievement", address: () => paths.achievement(certificate.id, certificate.edition) },
  { name: "help", address: () => paths.help() },
  ...["funcionarios", "formadores", "coordinadores", "directores", "empleadores", "operacion"].map(
    (manual) => ({
      name: `manual ${manual}`,
      address: () => `${paths.help()}/${manual}`,
    }),
  ),
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
    name: "correct the name",
    address: ({ valid }) => paths.correctName(valid),
    as: ({ holder }) => holder,
  },
  {
    name: "correct the name, to the same",
    address: ({ valid }) => paths.correctName(valid),
    as: ({ holder }) => holder,
    press: "credentials.correct.button",
    status: 400,
  },
  {
    name: "second factor, to set up",
    address: () => paths.secondFactor(),
    as: ({ newManager }) => newManager,
    factor: "owed",
  },
  {
    name: "second factor, to give",
    address: () => paths.secondFactor(),
    as: manager,
    factor: "owed",
  },
  {
    name: "second factor, emergency codes",
    address: () => paths.secondFactor(),
    as: ({ nextManager }) => nextManager,
    factor: "owed",
    fill: typeFirstCode,
    press: "people.second.set-up-submit",
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
  ...examPages,
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
  {
    name: "issued certificate, to suspend",
    address: ({ suspended }) => paths.suspendCredential(suspended),
    as: manager,
  },
  {
    name: "issued certificate, that cannot be suspended",
    address: ({ valid }) => paths.suspendCredential(valid),
    as: manager,
  },
  {
    name: "issued certificate, suspended",
    address: ({ suspended }) => paths.issuedCredential(suspended),
    as: manager,
  },
  {
    name: "issued certificate, to issue anew",
    address: ({ waiting }) => paths.reissueCredential(waiting),
    as: manager,
  },
  { name: "certificates, to decide", address: () => paths.waitingCredentials(), as: manager },
  { name: "programme", address: () => paths.program(), as: manager },
  { name: "authoring", address: () => paths.authoring(), as: ({ trainer }) => trainer },
  { name: "reports", address: () => paths.lessonReports(), as: ({ trainer }) => trainer },
  ...examReportPages,
  ...bankPages,
];

function coordinatorOf({ coordinator }: World): Person {
  return coordinator;
}
