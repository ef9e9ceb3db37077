import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const coordinator = await insertViewer(db, { roles: ["coordinator"], fullName: "Coordinadora" });
const manager = await insertViewer(db, { roles: ["manager"], organizationId: null });
const admin = await insertViewer(db, { roles: ["admin"], organizationId: null });
const auditor = await insertViewer(db, { roles: ["auditor"], organizationId: null });

const change = (who: { cookie: string }, id: string, form: Record<string, string>) =>
  visit(`/gestion/personas/${id}`, { cookie: who.cookie, form });
const affiliate = (who: { cookie: string }, id: string, hacer: string) =>
  visit(`/gestion/personas/${id}/municipalidad`, { cookie: who.cookie, form: { hacer } });
const affiliationsOf = (id: string) =>
  db.execute<{ organization_id: string; ended_at: string | null; confirmed_by: string }>(
    sql`select * from affiliations where user_id = ${id} order by confirmed_at`,
  );
const statementsAbout = async (verb: string, userId: string) =>
  (
    await db.execute<{ actor_id: string }>(sql`select actor_id from statements
      where verb = ${verb} and (object_id = ${userId} or result->>'userId' = ${userId})`)
  ).map(({ actor_id }) => actor_id);

describe("the list of people", () => {
  test("shows a coordinator the people of their municipality only, whatever is searched", async () => {
    await insertOfficial(db, { fullName: "Zoila de Salcajá", organizationId: "GT-0902" });
    const other = await insertOfficial(db, {
      fullName: "Zoila de Xela",
      organizationId: "GT-0901",
    });
    const page = await (await visit("/gestion/personas?texto=zoila", coordinator)).text();
    expect(page).toContain("Zoila de Salcajá");
    expect(page).not.toContain("Zoila de Xela");
    expect((await visit(`/gestion/personas/${other.id}`, coordinator)).status).toBe(404);
    expect(await (await visit("/gestion/personas?texto=zoila", manager)).text()).toContain(
      "de Xela",
    );
  });

  test("finds a name without its accents, and takes signs of the search language as they are", async () => {
    await insertOfficial(db, { fullName: "Íñigo Müller Chávez" });
    await insertOfficial(db, { fullName: "Cien% Seguro" });
    const found = async (text: string) =>
      (await visit(`/gestion/personas?texto=${encodeURIComponent(text)}`, manager)).text();
    expect(await found("inigo muller chavez")).toContain("Íñigo Müller");
    expect(await found("MÜLLER")).toContain("Íñigo Müller");
    const percent = await found("n%");
    expect(percent).toContain("Cien% Seguro");
    expect(percent).not.toContain("Íñigo");
  });

  test("goes on to a second page", async () => {
    for (let one = 0; one < 51; one += 1) {
      await insertOfficial(db, { fullName: `Página Larga ${one}`, organizationId: "GT-0101" });
    }
    const page = await (await visit("/gestion/personas?texto=pagina", manager)).text();
    expect(page).toContain("pagina=2");
    const second = await visit("/gestion/personas?texto=pagina&pagina=2", manager);
    expect((await second.text()).match(/Página Larga/g)).toHaveLength(1);
  });
});

describe("who belongs to a municipality", () => {
  test("is confirmed by its coordinator, once, with a statement", async () => {
    const { id } = await insertOfficial(db);
    const clicks = Array.from({ length: 5 }, () => affiliate(coordinator, id, "confirmar"));
    expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual(Array(5).fill(303));
    const rows = await affiliationsOf(id);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.confirmed_by).toBe(coordinator.viewer.id);
    expect(await statementsAbout("confirmed", id)).toEqual([coordinator.viewer.id]);
  });

  test("is ended by them, and may be confirmed again", async () => {
    const { id } = await insertOfficial(db, { confirmed: true });
    await affiliate(coordinator, id, "terminar");
    expect((await affiliationsOf(id))[0]?.ended_at).not.toBeNull();
    await affiliate(coordinator, id, "confirmar");
    expect(await affiliationsOf(id)).toHaveLength(2);
  });

  test("cannot be said of oneself", async () => {
    const answer = await affiliate(coordinator, coordinator.viewer.id, "confirmar");
    expect(answer.status).toBe(404);
  });

  test("ends when the person says they moved", async () => {
    const { viewer, cookie } = await insertViewer(db, { confirmed: true });
    const form = { hacer: "municipio", organizationId: "GT-0901" };
    expect((await visit("/mi/perfil", { cookie, form })).status).toBe(303);
    expect((await affiliationsOf(viewer.id))[0]?.ended_at).not.toBeNull();
  });

  test("is not changed by an auditor, who sees it: 404", async () => {
    const { id } = await insertOfficial(db);
    expect((await visit(`/gestion/personas/${id}`, auditor)).status).toBe(200);
    expect((await affiliate(auditor, id, "confirmar")).status).toBe(404);
    const form = { hacer: "nombre", fullName: "Otra", reason: "Porque sí" };
    expect((await change(auditor, id, form)).status).toBe(404);
  });
});

describe("roles", () => {
  test("are given and taken by a manager up to coordinator, by an administrator all", async () => {
    const { id } = await insertOfficial(db);
    const grant = (who: { cookie: string }, role: string) =>
      change(who, id, { hacer: "rol", role, organization: "gt 0902", courseSlug: "" });
    expect((await grant(manager, "coordinator")).status).toBe(303);
    expect((await grant(manager, "manager")).status).toBe(404);
    expect((await grant(manager, "admin")).status).toBe(404);
    expect((await grant(coordinator, "trainer")).status).toBe(404);
    expect((await grant(admin, "manager")).status).toBe(303);
    expect((await grant(admin, "manager")).status).toBe(303);
    const held = await db.execute<{ id: string; role: string; organization_id: string | null }>(
      sql`select * from role_assignments where user_id = ${id} and ended_at is null order by role`,
    );
    expect(held.map(({ role, organization_id }) => [role, organization_id])).toEqual([
      ["coordinator", "GT-0902"],
      ["manager", null],
    ]);
    const assignmentId = held[1]?.id ?? "";
    expect((await change(manager, id, { hacer: "quitar-rol", assignmentId })).status).toBe(404);
    expect((await change(admin, id, { hacer: "quitar-rol", assignmentId })).status).toBe(303);
    expect(await statementsAbout("granted", id)).toHaveLength(2);
  });

  test("of a coordinator need a municipality that exists", async () => {
    const { id } = await insertOfficial(db);
    const grant = (organization: string) =>
      change(admin, id, { hacer: "rol", role: "coordinator", organization, courseSlug: "" });
    expect((await grant("")).status).toBe(400);
    expect((await grant("GT-9999")).status).toBe(400);
  });

  test("never leave the installation without an administrator", async () => {
    const [own] = await db.execute<{ id: string }>(
      sql`select id from role_assignments where user_id = ${admin.viewer.id}`,
    );
    const form = { hacer: "quitar-rol", assignmentId: own?.id ?? "" };
    expect((await change(admin, admin.viewer.id, form)).status).toBe(400);
    const second = await insertViewer(db, { roles: ["admin"] });
    const [theirs] = await db.execute<{ id: string }>(
      sql`select id from role_assignments where user_id = ${second.viewer.id}`,
    );
    const both = await Promise.all([
      change(admin, admin.viewer.id, form),
      change(second, second.viewer.id, { hacer: "quitar-rol", assignmentId: theirs?.id ?? "" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 400]);
  });
});

describe("a misspelt name", () => {
  test("is corrected by the coordinator with its trace", async () => {
    const { id } = await insertOfficial(db, { fullName: "Maria Peres", confirmed: true });
    const form = { hacer: "nombre", fullName: "María Pérez", reason: "Según su DPI" };
    expect((await change(coordinator, id, form)).status).toBe(303);
    const page = await (await visit(`/gestion/personas/${id}`, coordinator)).text();
    expect(page).toContain("«Maria Peres» pasó a «María Pérez»: Coordinadora");
    expect(page).toContain("Según su DPI");
    expect(await statementsAbout("updated", id)).toEqual([coordinator.viewer.id]);
  });

  test("is not one's own to correct as coordinator", async () => {
    const form = { hacer: "nombre", fullName: "Otra Persona", reason: "Porque sí" };
    expect((await change(coordinator, coordinator.viewer.id, form)).status).toBe(404);
  });

  test("needs a reason", async () => {
    const { id } = await insertOfficial(db);
    const answer = await change(coordinator, id, { hacer: "nombre", fullName: "Otra", reason: "" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('id="campo-reason-error"');
  });

  test("is one's own to correct until the municipality is confirmed", async () => {
    const free = await insertViewer(db);
    const bound = await insertViewer(db, { confirmed: true });
    const rename = ({ cookie }: { cookie: string }) =>
      visit("/mi/perfil", { cookie, form: { hacer: "nombre", fullName: "Nombre Nuevo" } });
    expect((await rename(free)).status).toBe(303);
    expect((await rename(bound)).status).toBe(400);
  });
});
