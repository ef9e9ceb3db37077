import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { grantRole } from "#app/domain/people/commands.server.ts";
import { authenticate } from "#app/domain/people/login.server.ts";
import { hashPassword, isPassword } from "#app/domain/people/passwords.server.ts";
import {
  findSession,
  openSession,
  sessionIdOf,
  sessionsOf,
} from "#app/domain/people/sessions.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { cookiesAfter, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const password = "tres perros verdes";
const passwordHash = await hashPassword(password);

const person = async (facts = {}) => insertOfficial(db, { passwordHash, ...facts });
const logIn = async (username: string, userAgent = "Firefox/140 Android", cookie = "") => {
  const answer = await visit("/ingresar", {
    cookie,
    form: { username, password },
    headers: { "User-Agent": userAgent },
  });
  return cookiesAfter(answer, cookie);
};
const isIn = async (cookie: string) => (await visit("/mi/perfil", { cookie })).status === 200;

describe("a session", () => {
  test("is found, with its person, in one query", async () => {
    const { token, viewer } = await insertViewer(db, { roles: ["coordinator", "trainer"] });
    db.queries.length = 0;
    const found = await findSession(db, token, new Date());
    expect(db.queries).toHaveLength(1);
    expect(found?.person.grants).toEqual(viewer.grants);
    expect(found?.person.timeZone).toBe("America/Guatemala");
  });

  test("is kept by the hash of its token, never by the token", async () => {
    const { username } = await person();
    const cookie = await logIn(username);
    const token = /__Host-sesion=([^;]+)/.exec(cookie)?.[1] ?? "";
    const rows = await db.execute<{ row: string }>(sql`select s::text as row from sessions s`);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    expect(rows.some(({ row }) => row.includes(sessionIdOf(token)))).toBe(true);
    expect(await isIn(`__Host-sesion=${sessionIdOf(token)}`)).toBe(false);
  });

  test("is revoked from another device, by the list in the profile", async () => {
    const { username } = await person();
    const phone = await logIn(username, "Firefox/140 Android");
    const desk = await logIn(username, "Chrome/140 Windows");
    expect([await isIn(phone), await isIn(desk)]).toEqual([true, true]);
    const path = "/mi/perfil/seguridad";
    const page = await (await visit(path, { cookie: desk })).text();
    expect(page).toContain("Firefox · Android");
    const ids = [...page.matchAll(/name="sessionId" value="([0-9a-f]{64})"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    const own = sessionIdOf(/__Host-sesion=([^;]+)/.exec(desk)?.[1] ?? "");
    const other = ids.find((id) => id !== own) ?? "";
    await visit(`${path}/sesiones`, {
      cookie: desk,
      form: { sessionId: other },
    });
    expect([await isIn(phone), await isIn(desk)]).toEqual([false, true]);
  });

  test("of somebody else is not revoked", async () => {
    const victim = await insertViewer(db);
    const { username } = await person();
    const cookie = await logIn(username);
    const form = { sessionId: victim.viewer.sessionId };
    await visit("/mi/perfil/seguridad/sesiones", { cookie, form });
    expect(await isIn(victim.cookie)).toBe(true);
  });

  test("ends everywhere at once when its person asks", async () => {
    const { username } = await person();
    const [phone, desk] = [await logIn(username), await logIn(username)];
    const form = { sessionId: "todas" };
    const answer = await visit("/mi/perfil/seguridad/sesiones", { cookie: desk, form });
    expect(answer.headers.getSetCookie().join()).toContain("__Host-sesion=; Max-Age=0");
    expect([await isIn(phone), await isIn(desk)]).toEqual([false, false]);
  });

  test("ends with /salir", async () => {
    const { cookie } = await insertViewer(db);
    await visit("/salir", { cookie, form: {} });
    expect(await isIn(cookie)).toBe(false);
  });

  test("gets a new token at log-in, and the old one of that browser ends", async () => {
    const { username } = await person();
    const before = await logIn(username);
    const after = await logIn(username, undefined, before);
    expect(after).not.toBe(before);
    expect([await isIn(before), await isIn(after)]).toEqual([false, true]);
  });

  test("ends when its person's rights change", async () => {
    const { viewer: admin } = await insertViewer(db, { roles: ["admin"] });
    const { viewer, cookie } = await insertViewer(db);
    const grant = { role: "trainer", organizationId: null, courseSlug: null } as const;
    expect((await grantRole(db, admin, viewer.id, grant, new Date())).ok).toBe(true);
    expect(await isIn(cookie)).toBe(false);
  });

  test("of who changes their own rights goes on with a new token, here and nowhere else", async () => {
    const { viewer, cookie: here } = await insertViewer(db, { roles: ["admin", "trainer"] });
    const elsewhere = await openSession(db, viewer.id, {
      ...{ userAgent: "other", secondFactorAt: new Date(), now: new Date() },
    });
    const [trainer] = await db.execute<{ id: string }>(
      sql`select id from role_assignments where user_id = ${viewer.id} and role = 'trainer'`,
    );
    const forms: Record<string, string>[] = [
      { hacer: "rol", role: "mentor", organization: "", courseSlug: "" },
      { hacer: "quitar-rol", assignmentId: trainer?.id ?? "" },
    ];
    let cookie = here;
    for (const form of forms) {
      const answer = await visit(`/gestion/personas/${viewer.id}`, { cookie, form });
      const after = cookiesAfter(answer, cookie);
      expect(after).not.toBe(cookie);
      expect([await isIn(cookie), await isIn(after)]).toEqual([false, true]);
      // The second factor is not asked again.
      expect((await visit("/gestion/personas", { cookie: after })).status).toBe(200);
      cookie = after;
    }
    expect(await isIn(`__Host-sesion=${elsewhere}`)).toBe(false);
  });

  test("is written to at most once an hour, and use keeps it alive", async () => {
    const { token, viewer } = await insertViewer(db);
    const [opened] = await sessionsOf(db, viewer.id);
    const later = new Date((opened?.lastSeenAt.getTime() ?? 0) + 61 * 60_000);
    db.queries.length = 0;
    await findSession(db, token, later);
    await findSession(db, token, later);
    expect(db.queries).toHaveLength(3);
    const [used] = await sessionsOf(db, viewer.id);
    expect(used?.lastSeenAt).toEqual(later);
    expect(used?.expiresAt.getTime()).toBeGreaterThan(opened?.expiresAt.getTime() ?? 0);
  });

  test("does not outlive its end", async () => {
    const { token, cookie, viewer } = await insertViewer(db);
    await db.execute(sql`update sessions set expires_at = now() - interval '1 second'
      where user_id = ${viewer.id}`);
    expect(await findSession(db, token, new Date())).toBeNull();
    expect(await isIn(cookie)).toBe(false);
  });
});

describe("log-in", () => {
  test("answers an unknown name and a wrong password alike", async () => {
    const { username } = await person();
    const attempt = async (name: string) => {
      const form = { username: name, password: "no es la de nadie" };
      const answer = await visit("/ingresar", { form, address: "192.0.2.20" });
      return [answer.status, (await answer.text()).replaceAll(name, "NAME")];
    };
    expect(await attempt("nadie")).toEqual(await attempt(username));
  });

  test("spends a hash on an unknown name too, so that the time tells nothing", async () => {
    const facts = { address: "192.0.2.21", now: new Date() };
    const timed = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await work();
      return performance.now() - startedAt;
    };
    const hashes: number[] = [];
    const unknown: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      const given = { username: `nadie${time}`, password: "no es la de nadie" };
      hashes.push(await timed(() => isPassword(passwordHash, given.password)));
      unknown.push(await timed(() => authenticate(db, given, facts)));
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...hashes) * 0.7);
  });

  test("stops after ten failures, says so to the right password too, and opens again later", async () => {
    const { username } = await person();
    const attempt = (given: string, now = new Date()) =>
      visit("/ingresar", { form: { username, password: given }, address: "192.0.2.30", now });
    const statuses = [];
    for (let time = 0; time < 11; time += 1) {
      statuses.push((await attempt("no es la de nadie")).status);
    }
    expect(statuses).toEqual([...Array(10).fill(400), 429]);
    expect((await attempt(password)).status).toBe(429);
    expect((await attempt(password, new Date(Date.now() + 16 * 60_000))).status).toBe(303);
  });

  test("of many attempts at once, no more than the limit are tried", async () => {
    const { username } = await person();
    const form = { username, password: "no es la de nadie" };
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => visit("/ingresar", { form, address: "192.0.2.31" })),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(10);
  });

  test("does not count those that succeed: an office behind one address works", async () => {
    const { username } = await person();
    for (let time = 0; time < 12; time += 1) expect(await isIn(await logIn(username))).toBe(true);
  });

  test("returns only to addresses of this site", async () => {
    const { username } = await person();
    const to = async (volver: string) => {
      const path = `/ingresar?${new URLSearchParams({ volver })}`;
      return (await visit(path, { form: { username, password } })).headers.get("location");
    };
    expect(await to("/cursos/datos-abiertos?x=1")).toBe("/cursos/datos-abiertos?x=1");
    for (const evil of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
    ]) {
      expect(await to(evil)).toBe("/mi");
    }
  });

  test("shows times in the zone of the person's municipality", async () => {
    const { viewer } = await insertViewer(db, { organizationId: "CL-05201" });
    const [session] = await db.execute<{ time_zone: string }>(sql`
      select t.time_zone from users u join territories t on t.code = u.organization_id
      where u.id = ${viewer.id}`);
    expect(session?.time_zone).toBe("Pacific/Easter");
  });

  test("with a cookie that is nobody's is nobody", async () => {
    expect(await isIn(`__Host-sesion=${newId()}`)).toBe(false);
    expect(await isIn("__Host-sesion=%E0%A4%A; x")).toBe(false);
  });
});
