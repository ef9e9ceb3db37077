import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { insertRole } from "#app/domain/people/commands.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { cookiesAfter, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);
const step = "/ingresar/segundo-paso";

async function manager() {
  const official = await insertOfficial(db, { passwordHash });
  const role = { role: "manager", organizationId: null, courseSlug: null } as const;
  await db.transaction((tx) => insertRole(tx, null, official.id, role, new Date()));
  return official;
}
const logIn = async (username: string, query = "") => {
  const answer = await visit(`/ingresar${query}`, { form: { username, password } });
  return { answer, cookie: cookiesAfter(answer) };
};
const codeAt = (base32: string, now: Date) =>
  new TOTP({ secret: Secret.fromBase32(base32), digits: 6, period: 30 }).generate({
    timestamp: now.getTime(),
  });

/** Sets it up as a person does: reads the key from the page, types the code. */
async function setUp(username: string) {
  const { cookie } = await logIn(username);
  const page = await (await visit(step, { cookie })).text();
  const base32 =
    /<code class="one-time-code">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(" ", "") ?? "";
  const now = new Date();
  const done = await visit(step, { cookie, form: { code: codeAt(base32, now) }, now });
  const codes = [...(await done.text()).matchAll(/<code class="one-time-code">([^<]+)</g)].map(
    ([, code]) => code ?? "",
  );
  return { base32, codes, cookie: cookiesAfter(done, cookie), before: cookie, now };
}

describe("the second factor", () => {
  test("is demanded of a manager before any management page, and leads back", async () => {
    const { username } = await manager();
    const { cookie } = await logIn(username);
    const answer = await visit("/gestion/personas?texto=x", { cookie });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${step}?volver=%2Fgestion%2Fpersonas%3Ftexto%3Dx`);
    expect((await visit("/mi/perfil", { cookie })).status).toBe(200);
  });

  test("once set up opens management with a new token and shows ten emergency codes", async () => {
    const { username } = await manager();
    const { cookie, before, codes } = await setUp(username);
    expect(codes).toHaveLength(10);
    expect((await visit("/gestion", { cookie })).status).toBe(200);
    expect((await visit("/gestion", { cookie: before })).status).toBe(303);
  });

  test("is then needed at each log-in: the password alone is nobody", async () => {
    const { username } = await manager();
    const { base32, now } = await setUp(username);
    const { answer, cookie } = await logIn(username, "?volver=%2Fgestion");
    expect(answer.headers.get("location")).toBe(`${step}?volver=%2Fgestion`);
    expect((await visit("/mi/perfil", { cookie })).status).toBe(303);
    expect((await visit("/gestion", { cookie })).headers.get("location")).toContain(step);
    const later = new Date(now.getTime() + 60_000);
    const given = await visit(`${step}?volver=%2Fgestion`, {
      cookie,
      form: { code: codeAt(base32, later) },
      now: later,
    });
    expect(given.headers.get("location")).toBe("/gestion");
    expect((await visit("/gestion", { cookie: cookiesAfter(given, cookie) })).status).toBe(200);
  });

  test("takes a code once, and not one of the step before it", async () => {
    const { username } = await manager();
    const { base32, now } = await setUp(username);
    const { cookie } = await logIn(username);
    const used = await visit(step, { cookie, form: { code: codeAt(base32, now) }, now });
    expect(used.status).toBe(400);
    expect(await used.text()).toContain("ya se usó");
    const earlier = codeAt(base32, new Date(now.getTime() - 30_000));
    expect((await visit(step, { cookie, form: { code: earlier }, now })).status).toBe(400);
  });

  test("takes each emergency code once, however it is typed", async () => {
    const { username } = await manager();
    const { codes } = await setUp(username);
    const typed = (codes[0] ?? "").toLowerCase().replaceAll("-", " ");
    const { cookie } = await logIn(username);
    expect((await visit(step, { cookie, form: { code: typed } })).status).toBe(303);
    const again = await logIn(username);
    expect((await visit(step, { cookie: again.cookie, form: { code: typed } })).status).toBe(400);
  });

  test("stops after six wrong codes", async () => {
    const { username } = await manager();
    await setUp(username);
    const { cookie } = await logIn(username);
    const statuses = [];
    for (let time = 0; time < 7; time += 1) {
      statuses.push((await visit(step, { cookie, form: { code: "000000" } })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test("is removed only with the password", async () => {
    const { username } = await manager();
    const { cookie } = await setUp(username);
    const remove = (given: string) =>
      visit("/mi/perfil/seguridad", {
        cookie,
        form: { hacer: "quitar-segundo-paso", password: given },
      });
    expect((await remove("no es la de nadie")).status).toBe(400);
    expect((await visit("/gestion", { cookie })).status).toBe(200);
    expect((await remove(password)).status).toBe(303);
    expect((await visit("/gestion", { cookie })).headers.get("location")).toContain(step);
  });
});
