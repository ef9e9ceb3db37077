import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { correctName } from "#app/domain/credentials/correct-name.server.ts";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import { isShared, share, unshare } from "#app/domain/credentials/share.server.ts";
import { insertCertificate, verbsOf } from "#tests/factories/certificates.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const now = new Date("2026-11-21T18:00:00Z");
const UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA";

async function holder(name = "María Ixchel Pérez") {
  const { viewer, cookie } = await insertViewer(db, { fullName: name });
  const certificate = await insertCertificate(db, undefined, { userId: viewer.id, name });
  return { ...certificate, viewer, cookie };
}
const post = (cookie: string, id: string, hacer: "compartir" | "dejar") =>
  visit("/mi/certificados", { cookie, form: { id, hacer } });
const card = (id: string) => visit(`/verificar/${id}/tarjeta`, { now });

describe("sharing a certificate", () => {
  test("turns on the card and LinkedIn's button, and stopping turns both off", async () => {
    const { id, cookie } = await holder();
    const before = await (await visit("/mi/certificados", { cookie })).text();
    expect(before).not.toContain("linkedin.com");
    expect(before).toContain("Quién ve qué");
    expect((await card(id)).status).toBe(404);

    expect((await post(cookie, id, "compartir")).headers.get("location")).toBe(
      `/mi/certificados?aviso=compartido#${id}`,
    );
    const shared = await card(id);
    expect(shared.status).toBe(200);
    expect(shared.headers.get("x-robots-tag")).toContain("noindex");
    const text = await shared.text();
    expect(text).toContain("Certificado válido");
    expect(text).toContain("María Ixchel Pérez");
    expect(text).not.toContain("<script");
    const mine = (await (await visit("/mi/certificados", { cookie })).text()).replaceAll(
      "&amp;",
      "&",
    );
    const [, query = ""] = mine.match(/linkedin\.com\/profile\/add\?([^"]+)"/) ?? [];
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      startTask: "CERTIFICATION_NAME",
      name: "Datos abiertos: fundamentos",
      organizationName: "Programa de Innovación Pública Municipal",
      issueYear: "2026",
      issueMonth: "11",
      certUrl: `https://cabildo.example/verificar/${id}`,
      certId: id,
    });

    await post(cookie, id, "dejar");
    expect((await card(id)).status).toBe(404);
    expect(await verbsOf(db, id)).toEqual(["shared", "unshared"]);
  });

  test("is its holder's alone, and twice is once", async () => {
    const { id, viewer } = await holder();
    const stranger = await holder();
    expect((await post(stranger.cookie, id, "compartir")).status).toBe(404);
    expect((await post(stranger.cookie, id, "dejar")).status).toBe(404);
    await Promise.all(Array.from({ length: 10 }, () => share(db, viewer, id, now)));
    expect(await verbsOf(db, id)).toEqual(["shared"]);
    await Promise.all(Array.from({ length: 10 }, () => unshare(db, viewer, id)));
    expect(await verbsOf(db, id)).toEqual(["shared", "unshared"]);
    expect(await isShared(db, id)).toBe(false);
  });
});

describe("the card", () => {
  test("of one not shared is the same as of one that does not exist", async () => {
    const { id } = await holder();
    const [own, none] = await Promise.all([card(id), card(UNKNOWN)]);
    expect([own.status, await own.text()]).toEqual([none.status, await none.text()]);
    expect([...own.headers]).toEqual([...none.headers]);
  });

  test("says what holds at that moment: revoked, or replaced", async () => {
    const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });
    const [revoked, replaced] = [await holder(), await holder("Maria Perez")];
    for (const { id, viewer } of [revoked, replaced]) await share(db, viewer, id, now);
    const note = "Se emitió a otra persona.";
    await revoke(db, manager, { credentialId: revoked.id, reason: "error", note }, now);
    const correction = { credentialId: replaced.id, name: "María Pérez", why: "" };
    const site = { origin: "https://cabildo.example", trial: false };
    await correctName(db, replaced.viewer, correction, site, now);
    expect(await (await card(revoked.id)).text()).toContain("Certificado revocado");
    expect(await (await card(replaced.id)).text()).toContain("reemplazado por otro");
  });

  test.each(HOSTILE_NAMES.filter(({ printed }) => printed !== null))(
    "shows a hostile name as text: $what",
    async ({ printed }) => {
      const { id, viewer } = await holder(printed ?? "");
      await share(db, viewer, id, now);
      const text = await (await card(id)).text();
      const body = text.slice(text.indexOf("<body"));
      expect(body).toContain(
        (printed as string)
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;")
          .replaceAll('"', "&quot;")
          .replaceAll("'", "&#x27;"),
      );
    },
  );
});

describe("my certificates", () => {
  test("offer every form, and the way to correct the name, which says what happens", async () => {
    const { id, cookie } = await holder("Maria Perez");
    const page = await (await visit("/mi/certificados", { cookie })).text();
    for (const extension of ["pdf", "json", "jwt", "png", "svg", "zip"]) {
      expect(page).toContain(`/verificar/${id}.${extension}`);
    }
    const address = `/mi/certificados/${id}/nombre-corregido`;
    expect(page).toContain(address);
    const form = await (await visit(address, { cookie })).text();
    expect(form).toContain('value="Maria Perez"');
    const same = await visit(address, { cookie, form: { name: "Maria Perez" } });
    expect(same.status).toBe(400);
    expect(await same.text()).toContain("ya dice ese nombre");
    const done = await visit(address, { cookie, form: { name: "María Pérez" } });
    expect(done.headers.get("location")).toBe("/mi/certificados?aviso=corregido");
    const after = await (await visit("/mi/certificados", { cookie })).text();
    expect(after).toContain("Certificados que fueron reemplazados");
    expect((await visit(address, { cookie, form: { name: "X" } })).status).toBe(400);
  });

  test("say that another name waits, and what was answered", async () => {
    const { id, cookie } = await holder("María Peres");
    const address = `/mi/certificados/${id}/nombre-corregido`;
    await visit(address, { cookie, form: { name: "María Pérez", why: "Hay un error" } });
    const waits = await (await visit("/mi/certificados", { cookie })).text();
    expect(waits).toContain("Pidió que diga «María Pérez»");
    const { cookie: managers } = await insertViewer(db, { roles: ["manager"] });
    const decide = `/gestion/certificados/${id}/reemision`;
    const asked = await (await visit(decide, { cookie: managers })).text();
    expect(asked).toContain('value="María Pérez"');
    expect(asked).toContain("Hay un error");
    const answer = "Traiga su documento a la municipalidad.";
    await visit(decide, { cookie: managers, form: { hacer: "rechazar", answer } });
    const told = await (await visit("/mi/certificados", { cookie })).text();
    expect(told).toContain(answer);
    const [none] = await db.execute(sql`select 1 from successions where predecessor_id = ${id}`);
    expect(none).toBeUndefined();
  });

  test("reach nobody else's certificate", async () => {
    const [{ id }, stranger] = [await holder(), await holder()];
    const address = `/mi/certificados/${id}/nombre-corregido`;
    expect((await visit(address, { cookie: stranger.cookie })).status).toBe(404);
    const form = { name: "Otro Nombre" };
    expect((await visit(address, { cookie: stranger.cookie, form })).status).toBe(404);
  });
});

describe("a certificate's page for managers", () => {
  test("tells everything that was done to it, by whom, and leads to its successor", async () => {
    const { id, viewer, cookie } = await holder("Maria Perez");
    const { cookie: managers, viewer: manager } = await insertViewer(db, { roles: ["manager"] });
    await post(cookie, id, "compartir");
    const form = { hacer: "reemitir", name: "María Pérez Soto", note: "Trajo su documento." };
    const done = await visit(`/gestion/certificados/${id}/reemision`, { cookie: managers, form });
    const [, successor = ""] =
      done.headers.get("location")?.match(/certificados\/([\w-]{22})\?aviso=reemitido/) ?? [];
    const page = await (await visit(`/gestion/certificados/${id}`, { cookie: managers })).text();
    for (const said of [
      `/gestion/certificados/${successor}`,
      `Lo reemplazó ${manager.fullName}`,
      "Trajo su documento.",
      "Se compartió",
      viewer.fullName,
      "Fue reemplazado",
    ]) {
      expect(page).toContain(said);
    }
    const next = await visit(`/gestion/certificados/${successor}`, { cookie: managers });
    expect(await next.text()).toContain(`/gestion/certificados/${id}`);
  });
});
