import type { Page, Response } from "@playwright/test";
import { issueToken } from "#app/domain/people/tokens.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { course, lessonIds } from "./course.ts";
import { expect, insertPerson, t, test } from "./fixtures.ts";
import { checkOf, checksOn, typeLogin } from "./steps.ts";

interface PublicForm {
  name: string;
  address: (db: Database) => string | Promise<string>;
  button: string;
  /** Fields with an error when nothing is typed. */
  empty: string[];
  /** What is typed wrong, by field, and the fields that must then have an error. */
  wrong: { typed: Record<string, string>; errors: string[] };
  /** Fields whose text does not come back: passwords. */
  forgotten?: string[];
}

const forms: PublicForm[] = [
  {
    name: "registration",
    address: () => `${paths.register()}?pais=GT`,
    button: t("people.register.submit"),
    empty: ["fullName", "username", "password"],
    wrong: {
      typed: {
        fullName: "Ana Tzoc",
        username: "dos palabras",
        email: "no es un correo",
        password: "corta",
      },
      errors: ["username", "email", "password"],
    },
    forgotten: ["password"],
  },
  {
    name: "the first administrator",
    address: async (db) =>
      paths.firstAdministrator(
        await issueToken(db, "first-administrator", {
          userId: null,
          payload: {},
          now: new Date(),
        }),
      ),
    button: t("people.first.submit"),
    empty: ["fullName", "username", "password"],
    wrong: {
      typed: { fullName: "12345", username: "directora", password: "1234567890" },
      errors: ["fullName", "password"],
    },
    forgotten: ["password"],
  },
  {
    name: "log-in",
    address: () => paths.login(),
    button: t("people.login.submit"),
    empty: ["username", "password"],
    wrong: {
      typed: { username: `nadie-${crypto.randomUUID()}`, password: "no es la contraseña" },
      errors: ["username"],
    },
    forgotten: ["password"],
  },
  {
    name: "recovery by e-mail",
    address: () => paths.recover(),
    button: t("people.recover.send"),
    empty: ["username"],
    wrong: { typed: { username: "" }, errors: ["username"] },
  },
  {
    name: "recovery with a code",
    address: () => paths.recover(),
    button: t("people.recover.use-code"),
    empty: ["codigo"],
    wrong: { typed: { codigo: " " }, errors: ["codigo"] },
  },
  {
    name: "a new password",
    address: async (db) => {
      const { id: userId } = await insertPerson(db);
      const facts = { userId, payload: {}, now: new Date() };
      return paths.recoverWith(await issueToken(db, "recover", facts));
    },
    button: t("people.recover.submit"),
    empty: ["password"],
    wrong: { typed: { password: "password12" }, errors: ["password"] },
    forgotten: ["password"],
  },
  {
    name: "verification by code",
    address: () => paths.verify(),
    button: t("credentials.verify.button"),
    empty: ["codigo"],
    wrong: { typed: { codigo: "K7QM-2F9T-XB05" }, errors: ["codigo"] },
  },
  {
    name: "a report of an error in a lesson",
    address: () => paths.lessonReport(course.slug, lessonIds[0] ?? ""),
    button: t("courses.report.send"),
    empty: ["texto"],
    wrong: { typed: { texto: "   " }, errors: ["texto"] },
  },
];

for (const { name, address, button, empty, wrong, forgotten = [] } of forms) {
  test(`${name}: sent empty, says what is missing beside each field and in a summary`, async ({
    page,
    db,
  }) => {
    await page.goto(await address(db));

    const response = await send(page, button);

    expect(response.status()).toBe(400);
    for (const field of empty) await expectError(page, field);
    await expect(page.locator(".govuk-error-summary li")).toHaveCount(empty.length);
    await expect(page).toHaveTitle(/· Cabildo$/);
  });

  test(`${name}: sent wrong, says why and keeps what was typed`, async ({ page, db }) => {
    await page.goto(await address(db));
    for (const [field, text] of Object.entries(wrong.typed)) await fieldOf(page, field).fill(text);

    const response = await send(page, button);

    expect(response.status()).toBe(400);
    for (const field of wrong.errors) await expectError(page, field);
    for (const [field, text] of Object.entries(wrong.typed)) {
      await expect(fieldOf(page, field)).toHaveValue(forgotten.includes(field) ? "" : text);
    }
  });
}

test("a check question sent without an answer asks for one, and explains itself to anybody", async ({
  page,
}) => {
  await page.goto(paths.lesson(course.slug, lessonIds[0] ?? ""));
  const [item = ""] = await checksOn(page);
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST"),
    checkOf(page, item).getByRole("button").click(),
  ]);

  expect(response.status()).toBe(400);
  await expect(page.locator(".govuk-error-message")).toContainText(t("assessment.question.choose"));
  await page.locator("input[type=radio], input[type=checkbox]").first().check();
  await page.getByRole("button", { name: t("assessment.check.answer") }).click();
  await expect(page.getByRole("main")).toContainText(t("assessment.check.not-kept.no-account"));
});

test("an unknown page says so with 404 in the reader's language", async ({ page }) => {
  const spanish = await page.goto("/no-hay-tal-pagina");
  expect(spanish?.status()).toBe(404);
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("ui.errors.not-found.title"));

  await page.getByRole("button", { name: "English" }).click();
  const english = await page.goto("/no/hay/tal/pagina");
  expect(english?.status()).toBe(404);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    translator("en")("ui.errors.not-found.title"),
  );
});

test("the language is changed on any page, which stays, and is remembered", async ({ page }) => {
  const en = translator("en");
  await page.goto(paths.course(course.slug));
  await page.getByRole("button", { name: "English" }).click();

  await expect(page).toHaveURL(paths.course(course.slug));
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto(paths.verify());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(en("credentials.verify.title"));
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("credentials.verify.title"));
});

const elsewhere = [
  "https://mal.example/",
  "//mal.example/",
  "/\\mal.example/",
  "javascript:alert(1)",
  "/\t/mal.example/",
];

test("nobody is sent to another site after logging in or changing the language", async ({
  page,
  baseURL,
  person,
}) => {
  const official = await person();
  for (const target of elsewhere) {
    await page.goto(paths.login(target));
    await typeLogin(page, official);
    await expect(page).toHaveURL(paths.mine());
    await page.context().clearCookies();

    const answer = await fetch(new URL(paths.language(), baseURL), {
      method: "POST",
      redirect: "manual",
      headers: { Origin: baseURL ?? "" },
      body: new URLSearchParams({ idioma: "es", volver: target }),
    });
    expect(answer.headers.get("location")).toBe(paths.home());
  }
});

test("a private page sends to log in, and back to where one was going", async ({
  page,
  person,
}) => {
  const official = await person();
  await page.goto(`${paths.profile()}?pais=CL`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("people.login.title"));
  await typeLogin(page, official);

  await expect(page).toHaveURL(`${paths.profile()}?pais=CL`);
});

const fieldOf = (page: Page, name: string) => page.locator(`[id="campo-${name}"]`);

/** Presses the button and answers the document that came. */
async function send(page: Page, button: string): Promise<Response> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest()),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  await page.waitForLoadState();
  return response;
}

/** The error stands beside its field, is tied to it, and the summary leads there. */
async function expectError(page: Page, name: string): Promise<void> {
  const field = fieldOf(page, name);
  const error = page.locator(`[id="campo-${name}-error"]`);
  await expect(error).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAttribute("aria-describedby", new RegExp(`campo-${name}-error`));
  const summary = page.locator(".govuk-error-summary[role=alert]");
  await summary.locator(`a[href="#campo-${name}"]`).click();
  await expect(field).toBeFocused();
}
