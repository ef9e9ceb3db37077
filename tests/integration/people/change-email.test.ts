import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { peopleJobs } from "#app/domain/people/jobs.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { insertViewer, type ViewerFacts } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const deliver = () => workOff(db, peopleJobs, mailbox.url);
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);

const person = (facts: ViewerFacts = {}) => insertViewer(db, { passwordHash, ...facts });
const ask = (cookie: string, email: string, currentPassword = password, now = new Date()) =>
  visit("/mi/perfil", { cookie, now, form: { hacer: "correo", email, currentPassword } });
const lettersTo = (address: string) => mailbox.letters.filter(({ to }) => to === address);
/** Asks for the change and opens the link of its mail. */
async function change(cookie: string, email: string, now = new Date()) {
  expect((await ask(cookie, email)).status).toBe(303);
  await deliver();
  const opened = await visit(lettersTo(email).at(-1)?.link ?? "", { form: {}, now });
  expect(opened.headers.get("location")).toBe("/ingresar?aviso=correo-confirmado");
  await deliver();
}

beforeEach(() => {
  mailbox.letters.length = 0;
});

describe("changing one's address", () => {
  test("asks for the password: without it, or with another, nothing is sent", async () => {
    const { cookie } = await person();
    for (const given of ["", "no es la de nadie"]) {
      const refused = await ask(cookie, "nueva@muni.example", given);
      expect(refused.status).toBe(400);
      const page = await refused.text();
      expect(page).toContain('id="campo-currentPassword-error"');
      expect(page).toContain('href="#campo-currentPassword"');
      expect(page).toContain('value="nueva@muni.example"');
    }
    await deliver();
    expect(mailbox.letters).toHaveLength(0);
    expect((await ask(cookie, "nueva@muni.example")).headers.get("location")).toBe(
      "/mi/perfil?aviso=enlace-enviado",
    );
  });

  test("stops after ten wrong passwords, says so to the right one too, and opens again later", async () => {
    const { cookie } = await person();
    const statuses = [];
    for (let time = 0; time < 11; time += 1) {
      statuses.push((await ask(cookie, "diez@muni.example", "no es la de nadie")).status);
    }
    expect(statuses).toEqual([...Array(10).fill(400), 429]);
    expect((await ask(cookie, "diez@muni.example")).status).toBe(429);
    const later = new Date(Date.now() + 16 * 60_000);
    expect((await ask(cookie, "diez@muni.example", password, later)).status).toBe(303);
  });

  test("tells the former address when it happened and what to do, and nobody before the link is opened", async () => {
    const { cookie, viewer } = await person({ email: "vieja@muni.example" });
    await ask(cookie, "siguiente@muni.example");
    await deliver();
    expect(lettersTo("vieja@muni.example")).toHaveLength(0);
    await change(cookie, "siguiente@muni.example", new Date("2026-11-21T16:42:00Z"));
    const [letter, ...others] = lettersTo("vieja@muni.example");
    expect(others).toHaveLength(0);
    expect(letter?.subject).toBe("Su cuenta de Cabildo ya no usa este correo");
    expect(letter?.text).toContain(viewer.username);
    expect(letter?.text).toContain("21 de noviembre de 2026, 10:42");
    expect(letter?.text).toContain("Si no fue usted");
    expect(letter?.text).not.toContain("siguiente@muni.example");
    expect(letter?.link).toBe("/mi/perfil/seguridad");
  });

  test("tells it in the language and the hour of the person", async () => {
    const facts = { language: "en", organizationId: "CL-14101" } as const;
    const { cookie } = await person({ ...facts, email: "old@muni.example" });
    await change(cookie, "new@muni.example", new Date("2026-11-21T16:42:00Z"));
    const [letter] = lettersTo("old@muni.example");
    expect(letter?.subject).toBe("Your Cabildo account no longer uses this address");
    expect(letter?.text).toContain("21 November 2026, 13:42");
  });

  test("tells nobody when there was no address, or when it was never confirmed", async () => {
    const first = await person();
    await change(first.cookie, "primera@muni.example");
    const { cookie, viewer } = await person({ email: "sin-confirmar@muni.example" });
    await db.execute(sql`update users set email_verified_at = null where id = ${viewer.id}`);
    await change(cookie, "segunda@muni.example");
    expect(mailbox.letters.map(({ to }) => to).sort()).toEqual([
      "primera@muni.example",
      "segunda@muni.example",
    ]);
  });

  test("to the one it already has changes nothing", async () => {
    const { cookie } = await person({ email: "misma@muni.example" });
    expect((await ask(cookie, "misma@muni.example")).headers.get("location")).toBe(
      "/mi/perfil?aviso=guardado",
    );
    await deliver();
    expect(mailbox.letters).toHaveLength(0);
  });
});
