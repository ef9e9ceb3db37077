import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { peopleJobs } from "#app/domain/people/jobs.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { cookiesAfter, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const deliver = () => workOff(db, peopleJobs, mailbox.url);
const passwordHash = await hashPassword("tres perros verdes");
const next = "cuatro gatos azules";

let caller = 0;
const ask = (username: string) => {
  caller += 1;
  const form = { hacer: "correo", username };
  return visit("/recuperar", { form, address: `192.0.2.${caller}` });
};
const logIn = (username: string, password: string) =>
  visit("/ingresar", { form: { username, password } });

beforeEach(() => {
  mailbox.letters.length = 0;
});

describe("recovery by e-mail", () => {
  test("sends a link that sets a new password once and ends every session", async () => {
    const facts = { passwordHash, email: "ana@muni.example" };
    const { viewer, cookie } = await insertViewer(db, facts);
    await ask("Ana@Muni.example");
    await deliver();
    const link = mailbox.letters[0]?.link ?? "";
    expect(await (await visit(link)).text()).toContain(viewer.username);
    const changed = await visit(link, { form: { password: next } });
    expect(changed.headers.get("location")).toBe("/ingresar?aviso=clave-nueva");
    expect((await visit("/mi/perfil", { cookie })).status).toBe(303);
    expect((await logIn(viewer.username, "tres perros verdes")).status).toBe(400);
    expect((await logIn(viewer.username, next)).status).toBe(303);
    expect((await visit(link)).status).toBe(410);
    expect((await visit(link, { form: { password: "otros seis loros" } })).status).toBe(303);
    expect((await logIn(viewer.username, next)).status).toBe(303);
  });

  test("answers alike for an address that exists, one that does not, and one without e-mail", async () => {
    await insertOfficial(db, { email: "luis@muni.example" });
    const { username } = await insertOfficial(db);
    const answers = await Promise.all(
      ["luis@muni.example", "nadie@muni.example", username].map(ask),
    );
    const seen = await Promise.all(
      answers.map(async (one) => [one.status, one.headers.get("location"), await one.text()]),
    );
    expect(new Set(seen.map(String)).size).toBe(1);
    await deliver();
    expect(mailbox.letters.map(({ to }) => to)).toEqual(["luis@muni.example"]);
  });

  test("writes to each person in their language", async () => {
    await insertOfficial(db, { email: "es@muni.example", language: "es" });
    await insertOfficial(db, { email: "en@muni.example", language: "en" });
    await ask("es@muni.example");
    await ask("en@muni.example");
    await deliver();
    const subjectTo = (address: string) =>
      mailbox.letters.find(({ to }) => to === address)?.subject;
    expect(subjectTo("es@muni.example")).toBe("Recupere su contraseña de Cabildo");
    expect(subjectTo("en@muni.example")).toBe("Recover your Cabildo password");
  });

  test("does not follow instructions in a name", async () => {
    const fullName = "{{link}} $t(people.mail.recover.subject) Ana";
    await insertOfficial(db, { email: "plantilla@muni.example", fullName });
    await ask("plantilla@muni.example");
    await deliver();
    expect(mailbox.letters[0]?.text).toContain(`Hola, ${fullName}:`);
  });

  test("stops sending after four in an hour for one account", async () => {
    await insertOfficial(db, { email: "mucho@muni.example" });
    const statuses = [];
    for (let time = 0; time < 5; time += 1) statuses.push((await ask("mucho@muni.example")).status);
    expect(statuses).toEqual([303, 303, 303, 303, 429]);
  });

  test("refuses a weak password and keeps the link", async () => {
    const { username } = await insertOfficial(db, { email: "debil@muni.example", passwordHash });
    await ask(username);
    await deliver();
    const link = mailbox.letters[0]?.link ?? "";
    expect((await visit(link, { form: { password: "guatemala2026" } })).status).toBe(400);
    expect((await visit(link, { form: { password: next } })).status).toBe(303);
  });
});

describe("recovery without e-mail", () => {
  const issue = (cookie: string, id: string) =>
    visit(`/gestion/personas/${id}/recuperacion`, { cookie, form: {} });
  const codeIn = (page: string) =>
    /<code class="one-time-code[^"]*">([^<]+)</.exec(page)?.[1] ?? "";

  test("is a code that the coordinator hands over, typed by hand, once, with a trace", async () => {
    const { cookie, viewer } = await insertViewer(db, { roles: ["coordinator"] });
    const person = await insertOfficial(db, { passwordHash });
    const code = codeIn(await (await issue(cookie, person.id)).text());
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const form = { hacer: "codigo", codigo: ` ${code.toLowerCase().replaceAll("-", " ")}` };
    const typed = await visit("/recuperar", { form });
    const path = typed.headers.get("location") ?? "";
    expect(await (await visit(path)).text()).toContain(person.username);
    expect((await visit(path, { form: { password: next } })).status).toBe(303);
    expect((await logIn(person.username, next)).status).toBe(303);
    expect((await visit(path)).status).toBe(410);
    const [trace] = await db.execute(sql`select actor_id from statements
      where verb = 'granted' and object_type = 'recovery' and object_id = ${person.id}`);
    expect(trace?.actor_id).toBe(viewer.id);
  });

  test("is not given by a coordinator of another municipality: 404", async () => {
    const elsewhere = { organizationId: "GT-0901" };
    const { cookie } = await insertViewer(db, { ...elsewhere, roles: ["coordinator"] });
    const person = await insertOfficial(db, { organizationId: "GT-0902" });
    expect((await issue(cookie, person.id)).status).toBe(404);
  });

  test.each(["coordinator", "manager"] as const)(
    "is no way for a %s to become an administrator",
    async (role) => {
      const { cookie } = await insertViewer(db, { roles: [role] });
      const { viewer: admin } = await insertViewer(db, { roles: ["admin"] });
      const page = await visit(`/gestion/personas/${admin.id}`, { cookie });
      expect(await page.text()).not.toContain("/recuperacion");
      expect((await issue(cookie, admin.id)).status).toBe(404);
    },
  );

  test("serves no more once the person is given a role, or changes the password", async () => {
    const coordinator = await insertViewer(db, { roles: ["coordinator"] });
    const admin = await insertViewer(db, { roles: ["admin"] });
    const promoted = await insertOfficial(db, { passwordHash });
    const code = codeIn(await (await issue(coordinator.cookie, promoted.id)).text());
    const role = { hacer: "rol", role: "manager", organization: "", courseSlug: "" };
    await visit(`/gestion/personas/${promoted.id}`, { cookie: admin.cookie, form: role });
    expect((await visit(`/recuperar/${code}`)).status).toBe(410);

    const { viewer, cookie } = await insertViewer(db, { passwordHash });
    const other = codeIn(await (await issue(coordinator.cookie, viewer.id)).text());
    const change = { hacer: "clave", currentPassword: "tres perros verdes", newPassword: next };
    await visit("/mi/perfil/seguridad", { cookie, form: change });
    expect((await visit(`/recuperar/${other}`)).status).toBe(410);
  });

  test("a second factor still stands in the way", async () => {
    const { cookie } = await insertViewer(db, { roles: ["admin"] });
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    const code = codeIn(await (await issue(cookie, viewer.id)).text());
    await visit(`/recuperar/${code}`, { form: { password: next } });
    const answer = await logIn(viewer.username, next);
    expect(answer.headers.get("location")).toBe("/ingresar/segundo-paso");
    const page = await visit("/gestion", { cookie: cookiesAfter(answer) });
    expect(page.headers.get("location")).toContain("/ingresar/segundo-paso");
  });

  test("stops after a hundred wrong codes from one address, right ones too", async () => {
    const { cookie } = await insertViewer(db, { roles: ["admin"] });
    const person = await insertOfficial(db);
    const code = codeIn(await (await issue(cookie, person.id)).text());
    const { spend } = await import("#app/domain/people/limits.server.ts");
    for (let time = 0; time < 100; time += 1) {
      await spend(db, [["code by address", "203.0.113.5"]], new Date());
    }
    const status = async (address: string) =>
      (await visit(`/recuperar/${code}`, { address })).status;
    expect(await status("203.0.113.5")).toBe(410);
    expect(await status("203.0.113.6")).toBe(200);
  });
});
