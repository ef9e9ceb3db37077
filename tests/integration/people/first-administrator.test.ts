import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createUser } from "#app/domain/people/commands.server.ts";
import { firstAdministratorLink } from "#app/domain/people/first-administrator.server.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { cookiesAfter, ORIGIN, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const form = (username: string) => ({
  fullName: "Rosa Administradora",
  username,
  email: "",
  password: "tres perros verdes",
});
const pathOf = (link: string | null) => (link ?? "").replace(ORIGIN, "");

describe("the first administrator", () => {
  test("is created once, by the last link given, and goes on to the second factor and the programme", async () => {
    const old = pathOf(await firstAdministratorLink(db, ORIGIN));
    const path = pathOf(await firstAdministratorLink(db, ORIGIN));
    expect((await visit(old)).status).toBe(410);
    expect((await visit(path)).status).toBe(200);
    const answers = await Promise.all(
      ["rosa.una", "rosa.dos"].map((username) => visit(path, { form: form(username) })),
    );
    const admins = await db.execute(sql`select 1 from role_assignments where role = 'admin'`);
    expect(admins).toHaveLength(1);
    const created = answers.find((one) => one.headers.get("location")?.startsWith("/ingresar"));
    const next = created?.headers.get("location") ?? "";
    expect(next).toBe("/ingresar/segundo-paso?volver=%2Fgestion%2Fprograma");
    const cookie = cookiesAfter(created ?? new Response());
    expect((await visit(next, { cookie })).status).toBe(200);
  });

  test("has no link once there is one", async () => {
    expect(await firstAdministratorLink(db, ORIGIN)).toBeNull();
  });
});

describe("an account made by the operator", () => {
  const given = {
    email: "operadora@muni.example",
    username: "operadora",
    fullName: "Olga Operadora",
    password: "tres perros verdes",
    role: "coordinator",
    organizationId: "GT-0902",
  } as const;

  test("logs in with its address, with the role in its municipality", async () => {
    expect((await createUser(db, given, new Date())).ok).toBe(true);
    const login = { username: given.email, password: given.password };
    const answer = await visit("/ingresar", { form: login });
    const page = await visit("/gestion/personas", { cookie: cookiesAfter(answer) });
    expect(page.status).toBe(200);
  });

  test.each([
    ["email-taken", { username: "otra" }],
    ["username-taken", { email: "otra@muni.example" }],
    ["unknown-organization", { organizationId: "GT-9999", username: "o3", email: null }],
  ])("is refused: %s", async (reason, changes) => {
    expect(await createUser(db, { ...given, ...changes }, new Date())).toEqual({
      ok: false,
      reason,
    });
  });
});
