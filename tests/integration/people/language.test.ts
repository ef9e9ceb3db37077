import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);

/** Where the form at the foot of a page leads back to. */
const wayBack = async (path: string, cookie = "") => {
  const page = await (await visit(path, { cookie })).text();
  return /name="volver" value="([^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
};
const choose = (idioma: string, cookie = "") => visit("/idioma", { cookie, form: { idioma } });
const statementsOf = async (id: string) => [
  ...(await db.execute(sql`select actor_id, verb, object_type, object_id, result from statements
    where object_id = ${id} order by id`)),
];
const languageOf = async (id: string) =>
  (await db.execute(sql`select language from users where id = ${id}`))[0]?.language;

describe("choosing a language", () => {
  test("of somebody signed in is theirs from then on, with a statement of what changed", async () => {
    const { viewer, cookie } = await insertViewer(db);
    expect((await choose("en", cookie)).status).toBe(303);
    expect(await languageOf(viewer.id)).toBe("en");
    expect(await statementsOf(viewer.id)).toEqual([
      {
        ...{ actor_id: viewer.id, verb: "updated", object_type: "user", object_id: viewer.id },
        result: { language: "en" },
      },
    ]);
  });

  test("that they already have, or that the site does not speak, changes nothing", async () => {
    const { viewer, cookie } = await insertViewer(db);
    await choose("es", cookie);
    await choose("fr", cookie);
    expect(await languageOf(viewer.id)).toBe("es");
    expect(await statementsOf(viewer.id)).toEqual([]);
  });

  test("without a session is kept by the browser alone", async () => {
    const answer = await choose("en");
    expect(answer.headers.getSetCookie().join()).toContain("idioma=en");
    expect(await db.execute(sql`select 1 from statements where actor_id is null`)).toHaveLength(0);
  });

  test("comes back to the same address, with its query", async () => {
    const { cookie } = await insertViewer(db, { roles: ["manager"] });
    for (const path of [
      "/gestion/personas?texto=jos%C3%A9+y+ana&pagina=2",
      "/cursos?x=%2F%2Fevil.example",
    ]) {
      const volver = await wayBack(path, cookie);
      const answer = await visit("/idioma", { cookie, form: { idioma: "en", volver } });
      expect(answer.headers.get("location")).toBe(path);
    }
  });

  test("comes back to no other site", async () => {
    for (const volver of ["//evil.example", "https://evil.example/?x", "/\\evil.example?x=1"]) {
      const answer = await visit("/idioma", { form: { idioma: "en", volver } });
      expect(answer.headers.get("location")).toBe("/");
    }
  });

  test("leaves out of the way back the token of a kept form", async () => {
    expect(await wayBack("/ingresar?guardado=abc&volver=%2Fmi")).toBe("/ingresar?volver=%2Fmi");
  });

  test("with a query in the address, the entry that the page is under is still marked", async () => {
    const page = await (await visit("/cursos?x=1")).text();
    expect(page).toContain('<a href="/cursos" aria-current="page">');
  });
});
