import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { cookiesAfter, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);

async function personLoggedIn() {
  const person = await insertOfficial(db, { passwordHash });
  const answer = await visit("/ingresar", { form: { username: person.username, password } });
  return { person, cookie: cookiesAfter(answer) };
}
/** Logs in and goes where that leads, as a browser does. */
async function logInAt(path: string, username: string, cookie = "") {
  const answer = await visit(path, { cookie, form: { username, password } });
  const after = cookiesAfter(answer, cookie);
  return { answer: await visit(answer.headers.get("location") ?? "", { cookie: after }), after };
}
const endSessionsOf = (id: string) => db.execute(sql`delete from sessions where user_id = ${id}`);
const nameOf = async (id: string) =>
  (await db.execute(sql`select full_name from users where id = ${id}`))[0]?.full_name;
const form = { hacer: "nombre", fullName: "Nombre Enviado Tarde" };

describe("a form posted after the session ended", () => {
  test("is applied once, after the same person logs in, and answers as it would have", async () => {
    const { person, cookie } = await personLoggedIn();
    await endSessionsOf(person.id);
    const sent = await visit("/mi/perfil", { cookie, form });
    const login = sent.headers.get("location") ?? "";
    expect(login).toMatch(/^\/ingresar\?guardado=[\w-]{32}$/);
    expect(await (await visit(login, { cookie })).text()).toContain("está guardado");
    expect(await nameOf(person.id)).toBe(person.fullName);

    const { answer: applied, after } = await logInAt(login, person.username, cookie);
    expect(applied.status).toBe(303);
    expect(applied.headers.get("location")).toBe("/mi/perfil?aviso=guardado");
    expect(await nameOf(person.id)).toBe("Nombre Enviado Tarde");
    expect((await visit("/mi/perfil", { cookie: after })).status).toBe(200);

    const { answer: again } = await logInAt(login, person.username, cookie);
    expect(again.headers.get("location")).toBe("/ingresar?aviso=caducado");
  });

  test("is forgotten once it was applied, or found to be somebody else's", async () => {
    const held = () =>
      db.execute(sql`select 1 from one_time_tokens
      where payload::text like '%Nombre+Enviado%' and user_id = ${owner}`);
    const { person, cookie } = await personLoggedIn();
    const owner = person.id;
    for (const { username } of [person, await insertOfficial(db, { passwordHash })]) {
      await endSessionsOf(owner);
      const login = (await visit("/mi/perfil", { cookie, form })).headers.get("location") ?? "";
      expect(await held()).toHaveLength(1);
      await logInAt(login, username, cookie);
      expect(await held()).toHaveLength(0);
    }
  });

  test("that is wrong shows its page with what was typed, and its form posts to its own address", async () => {
    const { person, cookie } = await personLoggedIn();
    await endSessionsOf(person.id);
    const wrong = { hacer: "correo", email: "no-es-correo" };
    const sent = await visit("/mi/perfil?pais=GT", { cookie, form: wrong });
    const login = sent.headers.get("location") ?? "";
    const { answer } = await logInAt(login, person.username, cookie);
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('value="no-es-correo"');
    expect(page).toContain('<form action="/mi/perfil?pais=GT" method="post"');
    expect(page).toContain('<form method="post" action="/salir">');
  });

  test("is discarded, with a sentence, when somebody else logs in on that device", async () => {
    const { person, cookie } = await personLoggedIn();
    const other = await insertOfficial(db, { passwordHash });
    await endSessionsOf(person.id);
    const login = (await visit("/mi/perfil", { cookie, form })).headers.get("location") ?? "";
    const { answer, after } = await logInAt(login, other.username, cookie);
    expect(answer.headers.get("location")).toBe("/ingresar?aviso=ajeno");
    const page = await visit("/ingresar?aviso=ajeno", { cookie: after });
    expect(await page.text()).toContain("era de otra persona");
    expect(await nameOf(person.id)).toBe(person.fullName);
    expect(await nameOf(other.id)).toBe(other.fullName);
    const { answer: back } = await logInAt(login, person.username);
    expect(back.headers.get("location")).toBe("/ingresar?aviso=caducado");
  });

  test("is not kept for a browser where nobody had logged in, nor for a forged mark", async () => {
    const { person } = await personLoggedIn();
    for (const cookie of ["", `__Host-persona=${person.id}.${"x".repeat(43)}`]) {
      const sent = await visit("/mi/perfil", { cookie, form });
      expect(sent.headers.get("location")).toBe("/ingresar?volver=%2Fmi");
    }
  });

  test("is not kept when it holds a password, nor more than sixty times in an hour", async () => {
    const { person, cookie } = await personLoggedIn();
    await endSessionsOf(person.id);
    const change = {
      hacer: "clave",
      currentPassword: password,
      newPassword: "cuatro gatos azules",
    };
    const sent = await visit("/mi/perfil/seguridad", { cookie, form: change });
    expect(sent.headers.get("location")).toBe("/ingresar?volver=%2Fmi");
    const kept = await db.execute(sql`select payload from one_time_tokens
      where purpose = 'keep-form' and user_id = ${person.id}`);
    expect(kept).toHaveLength(0);
    const places = [];
    for (let time = 0; time < 61; time += 1) {
      places.push((await visit("/mi/perfil", { cookie, form })).headers.get("location"));
    }
    expect(places.filter((place) => place?.includes("guardado"))).toHaveLength(60);
  });

  test("is not kept for who left on purpose: the next person at that machine is another", async () => {
    const { cookie } = await personLoggedIn();
    for (const [path, left] of [
      ["/salir", {}],
      ["/mi/perfil/seguridad/sesiones", { sessionId: "todas" }],
    ] as const) {
      const { person, cookie: own } = await personLoggedIn();
      const after = cookiesAfter(await visit(path, { cookie: own, form: left }), own);
      const sent = await visit("/mi/perfil", { cookie: after, form });
      expect(sent.headers.get("location"), `${path} ${person.username}`).not.toContain("guardado");
    }
    expect((await visit("/mi/perfil", { cookie })).status).toBe(200);
  });

  test("is not kept beyond 64 KB", async () => {
    const { person, cookie } = await personLoggedIn();
    await endSessionsOf(person.id);
    const large = { ...form, fullName: "a".repeat(70_000) };
    const sent = await visit("/mi/perfil", { cookie, form: large });
    expect(sent.headers.get("location")).not.toContain("guardado");
  });

  test("that was a page to read leads back to it", async () => {
    const answer = await visit("/mi/perfil/seguridad?x=1");
    expect(answer.headers.get("location")).toBe(
      "/ingresar?volver=%2Fmi%2Fperfil%2Fseguridad%3Fx%3D1",
    );
  });
});
