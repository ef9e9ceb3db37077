import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { lessonTitle } from "#app/domain/courses/manifest.ts";
import { showCode } from "#app/domain/credentials/issuing/code.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { readPdf } from "#tests/integration/credentials/read-pdf.ts";
import { course, formLength, lessonIds, rightChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { cookieOf, expect, type Person, t, test } from "./fixtures.ts";
import {
  askedItem,
  choose,
  expectQuestion,
  handIn,
  next,
  questionOf,
  saved,
  setUpSecondFactor,
  startExam,
  takeLesson,
} from "./steps.ts";

const { slug } = course;
const certificate = course.certificate?.title ?? "";

/** Lessons read on their pages: two modules; the others are read in the same way. */
const READ_HERE = 6;

test.describe.configure({ timeout: 240_000 });

test("from registration to a certificate that anybody verifies, and its revocation", async ({
  page,
  db,
  baseURL,
  person,
  logIn,
  enter,
  mailTo,
  anotherBrowser,
}, { project }) => {
  const word = crypto.randomUUID().slice(0, 8);
  const official = {
    fullName: "Marta Xoquic Cotí",
    username: `marta-${word}`,
    email: `marta-${word}@salcaja.example`,
    password: `el mercado abre a las seis ${word}`,
  };
  const printedName = "Marta Ixkʼat Xoquic Cotí";
  const url = (path: string) => new URL(path, baseURL).href;

  await test.step("registers in her municipality and confirms her e-mail by its link", async () => {
    await page.goto(paths.home());
    await page.getByRole("link", { name: t("program.home.start") }).click();
    await page.getByRole("link", { name: "Guatemala" }).click();
    await page.getByLabel(t("people.fields.name")).fill(official.fullName);
    await page.getByLabel(t("people.fields.municipality")).selectOption("GT-0902");
    await page.getByLabel(t("people.fields.username")).fill(official.username);
    await page.getByLabel(t("people.fields.email")).fill(official.email);
    await page.getByLabel(t("people.fields.password")).fill(official.password);
    await page.getByRole("button", { name: t("people.register.submit") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("enrollment.mine.title"));

    const letter = await mailTo(official.email, /^Confirme su correo/);
    await page.goto(letter.links.find((link) => link.includes("/registro/correo/")) ?? "");
    await page.getByRole("button", { name: t("people.verify.submit") }).click();
    await expect(page.getByText(t("people.notice.email-verified"))).toBeVisible();
  });

  await test.step("logs out and in again", async () => {
    await page.getByRole("button", { name: t("ui.nav.logout") }).click();
    await expect(page.getByText(t("people.notice.logged-out"))).toBeVisible();
    await logIn(page, official);
  });

  await test.step("enrolls", async () => {
    await page.goto(paths.course(slug));
    await page.getByRole("button", { name: t("enrollment.enroll") }).click();
    await page.goto(paths.course(slug));
    await expect(missing(page)).toContainText(t("enrollment.missing.exam"));
  });

  await test.step("reads lessons, and what is lacking shrinks at once", async () => {
    await expect(page.getByRole("main")).toContainText(
      t("enrollment.progress", { satisfied: 0, lessons: lessonIds.length }),
    );
    const titles = await lessonTitles(page);
    for (const [index, lesson] of lessonIds.slice(0, READ_HERE).entries()) {
      await expect(missing(page)).toContainText(titles[index] ?? "");
      await takeLesson(page, lesson);
      await page.goto(paths.course(slug));
      await expect(missing(page)).not.toContainText(titles[index] ?? "");
      await expect(page.getByRole("main")).toContainText(
        t("enrollment.progress", { satisfied: index + 1, lessons: lessonIds.length }),
      );
    }
  });

  await test.step("has read the others", async () => {
    const [user] = await db.execute<{ id: string }>(
      sql`select id from users where username = ${official.username}`,
    );
    await finishLessons(db, { id: user?.id ?? "" });
  });

  await test.step("sits the exam, a question a page, each answer saved when it is given", async () => {
    await startExam(page);
    for (let number = 1; number <= formLength; number += 1) {
      await expectQuestion(page, number);
      const item = await askedItem(page);
      await choose(questionOf(page, item), rightChoices(item));
      if (project.name === "scripts-on") await expect(questionOf(page, item)).toContainText(saved);
      await next(page).click();
    }
    await expect(page.getByRole("main")).toContainText(t("assessment.exam.finish.complete"));
    await page.goto(paths.examQuestion(slug, 1));
    await expect(page.locator("[data-status]")).toContainText(saved);
    await page.goto(paths.examFinish(slug));
    await handIn(page);
  });

  await test.step("sees her result by objective and not the key", async () => {
    await expect(page.getByText(t("assessment.exam.result.passed"))).toBeVisible();
    await expect(page.getByRole("main")).toContainText(t("assessment.exam.result.nothing"));
    await page.goto(paths.course(slug));
    await expect(page.getByText(t("enrollment.course.done"))).toBeVisible();
  });

  let id = "";
  let code = "";
  await test.step("confirms the name to be printed and gets the certificate", async () => {
    await page.getByRole("link", { name: t("enrollment.course.certificate") }).click();
    await page.getByRole("link", { name: t("credentials.mine.confirm") }).click();
    await expect(page.getByLabel(t("credentials.confirm.field"))).toHaveValue(official.fullName);
    await page.getByLabel(t("credentials.confirm.field")).fill(printedName);
    await page.getByRole("button", { name: t("credentials.confirm.button") }).click();
    await page.goto(paths.myCredentials());
    await expect(page.getByRole("main")).toContainText(printedName);
    const link = page.getByRole("link", { name: t("credentials.mine.see") });
    id = (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
    code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.innerText("main"))?.[0] ?? "";
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(code).not.toBe("");
    expect((await mailTo(official.email, /^Su certificado está listo/)).text).toContain(code);
  });

  await test.step("downloads a PDF that says so, with a QR that leads to its verification", async () => {
    const download = page.getByRole("link", { name: t("credentials.download") });
    const answer = await fetch(url((await download.getAttribute("href")) ?? ""));
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    const pdf = await readPdf(bytes);
    for (const words of [printedName, certificate, code]) expect(pdf.text).toContain(words);
    expect(pdf.language).toMatch(/^es/);
    expect(await pdf.qr()).toBe(url(paths.credential(id)));
  });

  const employer = await anotherBrowser();
  await test.step("an employer without an account verifies it by its link and by its code", async () => {
    await employer.goto(paths.credential(id));
    const main = employer.getByRole("main");
    await expect(main).toContainText(t("credentials.verdict.valid"));
    for (const words of [printedName, certificate, code]) await expect(main).toContainText(words);

    await employer.goto(paths.verify());
    const typed = code.toLowerCase().replaceAll("-", " ");
    await employer.getByLabel(t("credentials.verify.field")).fill(typed);
    await employer.getByRole("button", { name: t("credentials.verify.button") }).click();
    await expect(employer).toHaveURL(paths.credential(id));
    await expect(main).toContainText(t("credentials.verdict.valid"));
  });

  const manager = await anotherBrowser();
  await test.step("the manager sets up her second factor and confirms the affiliation", async () => {
    const director = await person({ roles: ["manager"], fullName: "Elena Batz" });
    await logIn(manager, director);
    await manager.goto(paths.people());
    await setUpSecondFactor(manager);
    await expect(manager).toHaveURL(paths.people());
    await manager.getByLabel(t("people.people.search")).first().fill(official.username);
    await manager.getByRole("button", { name: t("people.people.submit") }).click();
    // Her account has the name she confirmed, with the trace of what it was.
    await manager.getByRole("link", { name: printedName }).click();
    await expect(manager.getByText(`«${official.fullName}» pasó a «${printedName}»`)).toBeVisible();
    await manager.getByRole("button", { name: /^Confirmar que trabaja en / }).click();
    await expect(manager.getByText(t("people.notice.confirmed"))).toBeVisible();
  });

  await test.step("the goal counts the course certificate apart from the certified people", async () => {
    await nameTheProgramme(manager);
    await employer.goto(paths.goal());
    await expect(employer.getByRole("main")).toContainText(t("program.goal.courses"));
    const counted = employer.getByRole("row").filter({
      has: employer.getByText(certificate, { exact: true }),
    });
    await expect(counted).toHaveCount(1);
    await expect(() => agreeOnCertificates(db, url(paths.goalJson()))).toPass();
  });

  await test.step("a coordinator sees no certificates, and cannot revoke", async () => {
    const coordinator = await anotherBrowser();
    const marshal: Person = await person({ roles: ["coordinator"] });
    await enter(coordinator, marshal);
    const seen = await coordinator.goto(paths.issuedCredential(id));
    expect(seen?.status()).toBe(404);
    const sent = await fetch(url(paths.issuedCredential(id)), {
      method: "POST",
      headers: { Cookie: await cookieOf(coordinator), Origin: baseURL ?? "" },
      body: new URLSearchParams({ reason: "error", note: "No debería poder", confirmed: "yes" }),
    });
    expect(sent.status).toBe(404);
  });

  await test.step("the manager revokes it with a reason, and within a second everybody is told", async () => {
    const asked = () => fetch(url(paths.credential(id)), { headers: { Accept: "text/html" } });
    expect(await (await asked()).text()).toContain(t("credentials.verdict.valid"));
    await manager.goto(paths.issuedCredentials());
    await manager.getByLabel(t("credentials.issued.search")).fill(showCode(code));
    await manager.getByRole("button", { name: t("credentials.issued.button") }).click();
    await manager.getByRole("link", { name: printedName }).click();
    await manager.getByLabel(t("credentials.revoke.option.error")).check();
    await manager.getByLabel(t("credentials.revoke.note")).fill("Se emitió en una prueba.");
    await manager.getByRole("button", { name: t("credentials.revoke.button") }).click();
    await manager.getByRole("button", { name: t("credentials.revoke.confirm-button") }).click();
    await expect
      .poll(async () => (await asked()).text(), { timeout: 1000, intervals: [100] })
      .toContain(t("credentials.verdict.revoked"));
    await expect(manager.getByText(t("credentials.said.revocado"))).toBeVisible();

    await employer.goto(paths.credential(id));
    await expect(employer.getByRole("main")).toContainText(t("credentials.verdict.revoked"));
    await expect(employer.getByRole("main")).toContainText(t("credentials.reason.error"));
    await expect(() => agreeOnCertificates(db, url(paths.goalJson()))).toPass();
  });
});

const missing = (page: Page) => page.locator(".missing");

async function lessonTitles(page: Page): Promise<string[]> {
  return Promise.all(
    lessonIds.map(async (lesson) => {
      const link = page.locator(`.course-lesson a[href="${paths.lesson(slug, lesson)}"]`);
      return (await link.textContent()) ?? lessonTitle(course, lesson);
    }),
  );
}

/** The same names whoever sets them, so that tests at the same time do not disagree. */
async function nameTheProgramme(page: Page): Promise<void> {
  await page.goto(paths.program());
  await page.getByLabel(t("program.form.name")).fill("Programa de prueba");
  await page.getByLabel("Guatemala").check();
  await page.getByLabel("Chile").check();
  await page.getByRole("button", { name: t("program.form.button") }).click();
  await expect(page.getByText(t("program.form.saved"))).toBeVisible();
}

/** Whether the published count of course certificates is the table's, with nobody certified. */
async function agreeOnCertificates(db: Database, address: string): Promise<void> {
  const [row] = await db.execute<{ valid: number }>(sql`
    select count(*)::int as valid from credentials c
    left join revocations r on r.credential_id = c.id
    where c.achievement_id = ${course.certificate?.id ?? ""} and c.issued_at is not null
      and r.credential_id is null`);
  const published = await (await fetch(address)).json();
  const own = published.certificados_de_curso.find(
    ({ codigo }: { codigo: string }) => codigo === course.certificate?.id,
  );
  expect(own.certificados).toBe(row?.valid);
  expect(published.personas_certificadas).toBe(0);
}
