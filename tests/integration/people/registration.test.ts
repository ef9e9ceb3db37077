import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { peopleJobs } from "#app/domain/people/jobs.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { cookiesAfter, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const deliver = () => workOff(db, peopleJobs, mailbox.url);

let number = 0;
const given = (changes: Record<string, string> = {}) => {
  number += 1;
  return {
    fullName: "Ana Tzoc Ixkʼat",
    username: `ana.tzoc${number}`,
    email: "",
    organizationId: "GT-0902",
    password: "tres perros verdes",
    ...changes,
  };
};
const register = (form: Record<string, string>, address = "192.0.2.7") =>
  visit("/registro?pais=GT", { form, address });

beforeEach(() => {
  mailbox.letters.length = 0;
});

describe("registration", () => {
  test("offers the municipalities of the chosen country under their departments, in one list", async () => {
    const page = await (await visit("/registro?pais=CL")).text();
    expect(page).toContain('<optgroup label="Región de Los Ríos">');
    expect(page.match(/<option value="CL-/g)).toHaveLength(345);
    expect(page).not.toContain('value="GT-');
  });

  test("leads from the account to the confirmed address and to a log-in with it", async () => {
    const form = given({ email: "ana@muni.example" });
    const registered = await register(form);
    expect(registered.status).toBe(303);
    expect(registered.headers.get("location")).toBe("/mi");
    const cookie = cookiesAfter(registered);

    await deliver();
    const [letter] = mailbox.letters;
    expect(letter?.to).toBe("ana@muni.example");
    // Whoever registers chooses the name: it is not ours to send to somebody else's mailbox.
    expect(letter?.text).not.toContain("Ana Tzoc Ixkʼat");
    const link = letter?.link ?? "";
    expect(await (await visit(link)).text()).toContain("ana@muni.example");
    expect((await visit(link, { form: {}, cookie })).headers.get("location")).toBe(
      "/ingresar?aviso=correo-confirmado",
    );
    expect((await visit(link)).status).toBe(410);

    const login = await visit("/ingresar", {
      form: { username: "ANA@muni.example", password: form.password },
    });
    expect(login.status).toBe(303);
    const profile = await visit("/mi/perfil", { cookie: cookiesAfter(login) });
    expect(await profile.text()).toContain('value="ana@muni.example"');
  });

  test("opening the link of the mail, as mail filters do, confirms nothing", async () => {
    await register(given({ email: "filtro@muni.example" }));
    await deliver();
    await visit(mailbox.letters[0]?.link ?? "");
    const [row] = await db.execute(sql`select 1 from users where email = 'filtro@muni.example'`);
    expect(row).toBeUndefined();
  });

  test("answers alike whether another account has the address, and tells only its mailbox", async () => {
    await insertOfficial(db, { email: "ocupado@muni.example", fullName: "Dueña del Correo" });
    const free = await register(given({ email: "libre@muni.example" }));
    const taken = await register(given({ email: "ocupado@muni.example" }));
    expect([taken.status, taken.headers.get("location"), await taken.text()]).toEqual([
      free.status,
      free.headers.get("location"),
      await free.text(),
    ]);
    await deliver();
    const letter = mailbox.letters.find(({ to }) => to === "ocupado@muni.example");
    expect(letter?.subject).toBe("Este correo ya tiene cuenta en Cabildo");
    expect(letter?.text).toContain("Dueña del Correo");
    expect(letter?.link).toBe("/recuperar");
  });

  test("fills nobody's mailbox, however many accounts give its address", async () => {
    for (let time = 0; time < 10; time += 1) {
      expect((await register(given({ email: "victima@muni.example" }))).status).toBe(303);
    }
    await deliver();
    expect(mailbox.letters.filter(({ to }) => to === "victima@muni.example")).toHaveLength(8);
  });

  test("needs no e-mail address, and no municipality", async () => {
    const registered = await register(given({ organizationId: "" }));
    expect(registered.status).toBe(303);
    await deliver();
    expect(mailbox.letters).toHaveLength(0);
  });

  test("says what is wrong beside each field and in a summary, and keeps what was typed", async () => {
    const refused = await register(
      given({ fullName: "", username: "á", email: "ana@", password: "corta" }),
    );
    expect(refused.status).toBe(400);
    const page = await refused.text();
    for (const field of ["fullName", "username", "email", "password"]) {
      expect(page).toContain(`id="campo-${field}-error"`);
      expect(page).toContain(`href="#campo-${field}"`);
    }
    expect(page).toContain('value="ana@"');
    expect(page).toContain('<option value="GT-0902" selected="">');
    expect(page).not.toContain("corta");
  });

  test.each([
    ["guatemala2026!", "people.password.common"],
    ["Contraseña123", "people.password.common"],
    ["1234567890", "people.password.common"],
    ["anatzocixkʼat", "people.password.personal"],
  ] as const)("refuses the password %s", async (password, key) => {
    const refused = await register(given({ password, fullName: "Ana Tzoc Ixkʼat" }));
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(translator("es")(key));
  });

  test("refuses a log-in name that is taken", async () => {
    const form = given();
    await register(form);
    const again = await register({ ...form, password: "cuatro gatos azules" });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain("Ese usuario ya existe");
  });

  test("makes one account of a double click, and lets its person in", async () => {
    const form = given();
    const answers = await Promise.all([register(form), register(form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const rows = await db.execute(sql`select 1 from users where username = ${form.username}`);
    expect(rows).toHaveLength(1);
  });

  test.each(HOSTILE_NAMES)("takes or refuses $what as it should", async ({ typed, printed }) => {
    const form = given({ fullName: typed });
    const answer = await register(form);
    expect(answer.status).toBe(printed === null ? 400 : 303);
    if (printed === null) return;
    const [user] = await db.execute(
      sql`select full_name from users where username = ${form.username}`,
    );
    expect(user?.full_name).toBe(printed);
    const page = await (await visit("/mi/perfil", { cookie: cookiesAfter(answer) })).text();
    expect(page).not.toContain("<script>alert");
  });

  test("lets an office of 200 register from one address in one morning", async () => {
    const now = new Date();
    const { spend } = await import("#app/domain/people/limits.server.ts");
    for (let person = 0; person < 400; person += 1) {
      await spend(db, [["registration by address", "198.51.100.9"]], now);
    }
    const refused = await register(given(), "198.51.100.9");
    expect(await refused.text()).toContain("demasiados intentos");
    expect((await register(given(), "198.51.100.10")).status).toBe(303);
  });
});

describe("bad input", () => {
  test.each([
    ["a NUL in a field", { fullName: "Ana\u0000 Tzoc" }, 303],
    ["a field sent twice", new URLSearchParams("username=a&username=b"), 400],
    ["nothing", {}, 400],
  ])("%s is no fault of ours", async (_what, changes, status) => {
    const form = changes instanceof URLSearchParams ? changes : { ...given(), ...changes };
    const sent = _what === "nothing" ? {} : form;
    const answer = await visit("/registro?pais=GT", { form: sent, address: "192.0.2.99" });
    expect(answer.status).toBe(status);
  });

  test.each(["/registro?pais=%00", "/registro?pais=XX", "/recuperar/%00", "/registro/correo/%00"])(
    "%s is answered",
    async (path) => {
      expect((await visit(path)).status).toBeLessThan(500);
    },
  );
});
