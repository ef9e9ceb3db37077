import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import PostalMime from "postal-mime";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { demandsSecondFactor } from "#app/domain/people/policy.ts";
import { openSession } from "#app/domain/people/sessions.server.ts";
import type { Grant, Role } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { connect, type Database } from "#app/server/db.ts";
import { SESSION_COOKIE } from "#app/server/http/cookies.ts";
import { findEmbedded } from "#app/server/postgres/embedded.ts";
import { roleAssignments, secondFactors } from "#db/schema/people.ts";
import { insertOfficial, type OfficialFacts } from "#tests/factories/people.ts";
import { finishLessons } from "./enrolled.ts";
import { t, typeLogin } from "./steps.ts";

export { expect, t };

/** Somebody with an account and a way in. */
export interface Person {
  id: string;
  username: string;
  password: string;
  fullName: string;
  /** Holds a role that demands a second factor. */
  demandsFactor: boolean;
}

/** Whether the second factor was given with the password, or is still asked for. */
export type Factor = "given" | "owed";

export interface PersonFacts extends Partial<OfficialFacts> {
  roles?: (Role | Partial<Grant>)[];
}

/** A letter as it was sent. */
export interface Letter {
  subject: string;
  text: string;
  /** Addresses in it, in order. */
  links: string[];
}

interface Fixtures {
  /** Lets one kind of fault pass in this test, by what it would say. */
  allow: (fault: RegExp) => void;
  /** An account of this test's own, of Salcajá unless told otherwise. */
  person: (facts?: PersonFacts) => Promise<Person>;
  /** Logs in as a person does, by the form. */
  logIn: (page: Page, person: Pick<Person, "username" | "password">) => Promise<void>;
  /** Gives the browser an open session of the person; the second factor, where demanded, is given or owed. */
  enter: (page: Page, person: Person, factor?: Factor) => Promise<void>;
  /** Somebody who finished every lesson of a course, in the test's own browser. */
  examinee: (courseSlug?: string) => Promise<Person>;
  /** A browser of somebody else's, watched as the first one is. */
  anotherBrowser: () => Promise<Page>;
  /** The latest letter to an address about something, once it has come. */
  mailTo: (address: string, subject: RegExp) => Promise<Letter>;
}

interface WorkerFixtures {
  /** The database that the served site uses. */
  db: Database;
}

const dataDir = () => process.env.E2E_DATA_DIR ?? "";

export const test = base.extend<Fixtures & { faults: Faults }, WorkerFixtures>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the first parameter
    async ({}, use) => {
      const server = await findEmbedded(join(dataDir(), "postgres"));
      if (!server) throw new Error(`no Postgres runs in ${dataDir()}`);
      const db = connect(server.url, { max: 3 });
      await use(db);
      await db.close();
    },
    { scope: "worker" },
  ],

  faults: [
    async ({ context, baseURL }, use) => {
      const faults = watchFaults(baseURL ?? "");
      faults.watch(context);
      await use(faults);
      expect(faults.seen(), "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],

  allow: async ({ faults }, use) => use(faults.allow),

  person: async ({ db }, use) => use((facts) => insertPerson(db, facts)),

  // biome-ignore lint/correctness/noEmptyPattern: as above
  logIn: async ({}, use) =>
    use(async (page, person) => {
      await page.goto(paths.login());
      await typeLogin(page, person);
      await expect(page.getByText(t("ui.nav.logout"))).toBeVisible();
    }),

  enter: async ({ db }, use) => use((page, person, factor) => openDoor(db, page, person, factor)),

  examinee: async ({ page, db, person, enter }, use) =>
    use(async (courseSlug) => {
      const official = await person();
      await finishLessons(db, official, courseSlug);
      await enter(page, official);
      return official;
    }),

  anotherBrowser: async ({ browser, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      faults.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  mailTo: async ({}, use) =>
    use(async (address, subject) => {
      let letter: Letter | undefined;
      await expect
        .poll(async () => (letter = await latestLetter(address, subject)), {
          message: `mail to ${address}`,
          timeout: 30_000,
        })
        .toBeTruthy();
      return letter as Letter;
    }),
});

/** Makes a person with a password, and perhaps roles; their second factor is not set up. */
export async function insertPerson(db: Database, facts: PersonFacts = {}): Promise<Person> {
  const { roles = [], ...rest } = facts;
  const password = `clave de prueba ${randomBytes(6).toString("hex")}`;
  const official = await insertOfficial(db, {
    username: `e2e-${randomBytes(8).toString("hex")}`,
    fullName: "Rosa Ixchel Tzunún Pérez",
    ...rest,
    passwordHash: await hashPassword(password),
  });
  for (const role of roles) {
    const given = typeof role === "string" ? { role } : role;
    const organizationId = given.role === "coordinator" ? official.organizationId : null;
    await db.insert(roleAssignments).values({
      ...{ id: newId(), userId: official.id, role: "official", organizationId, courseSlug: null },
      ...given,
    });
  }
  const { id, username, fullName } = official;
  const demandsFactor = demandsSecondFactor(
    roles.map((role) => (typeof role === "string" ? role : (role.role ?? "official"))),
  );
  return { id, username, fullName, password, demandsFactor };
}

/** Gives a browser an open session of the person; see `enter`. */
export async function openDoor(
  db: Database,
  page: Page,
  { id, demandsFactor }: Person,
  factor: Factor = "given",
): Promise<void> {
  const now = new Date();
  if (demandsFactor) {
    await db
      .insert(secondFactors)
      .values({ userId: id, sealedSecret: "of no use", confirmedAt: now })
      .onConflictDoNothing();
  }
  const secondFactorAt = demandsFactor && factor === "given" ? now : null;
  const token = await openSession(db, id, { userAgent: "e2e", secondFactorAt, now });
  await page.context().addCookies([
    {
      name: SESSION_COOKIE,
      value: token,
      domain: "127.0.0.1",
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    },
  ]);
}

/** The Cookie header that a browser would send, for a request made by hand. */
export async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

interface Faults {
  watch(context: BrowserContext): void;
  allow(fault: RegExp): void;
  seen(): string[];
}

/**
 * What no page may do: complain in the console, throw, fail to load something,
 * or ask another host. A document's own status is for the test to judge.
 */
function watchFaults(origin: string): Faults {
  const found = new Set<string>();
  const allowed: RegExp[] = [];
  return {
    allow: (fault) => allowed.push(fault),
    seen: () => [...found].filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
    watch(context) {
      context.on("console", (message) => {
        // Chromium's line about a status: the response itself is judged below.
        const ofResponse = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !ofResponse) found.add(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => found.add(`page error: ${error.error().message}`));
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== origin)
          found.add(`another host: ${request.url()}`);
      });
      context.on("requestfailed", (request) => {
        const why = request.failure()?.errorText ?? "";
        // The browser gave it up by itself: a navigation overtook it, or it became a download.
        if (why === "net::ERR_ABORTED") return;
        found.add(`failed: ${request.url()} ${why}`);
      });
      context.on("response", (response) => {
        const request = response.request();
        const isDocument =
          request.isNavigationRequest() || request.headers().accept === "text/html";
        if (response.status() >= (isDocument ? 500 : 400))
          found.add(`status ${response.status()}: ${response.url()}`);
      });
    },
  };
}

async function latestLetter(address: string, subject: RegExp): Promise<Letter | undefined> {
  const folder = join(dataDir(), "mail");
  let files: string[] = [];
  try {
    files = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  for (const file of files.sort().reverse()) {
    const mail = await PostalMime.parse(readFileSync(join(folder, file)));
    if (!mail.to?.some((to) => to.address === address)) continue;
    if (!subject.test(mail.subject ?? "")) continue;
    const text = mail.text ?? "";
    return {
      subject: mail.subject ?? "",
      text,
      links: text.match(/https?:\/\/\S+/g) ?? [],
    };
  }
  return undefined;
}
