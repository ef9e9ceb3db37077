import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { confirmName, considerAward } from "#app/domain/credentials/commands.server.ts";
import { showCode } from "#app/domain/credentials/issuing/code.ts";
import { registerVersion } from "#app/domain/credentials/queries.server.ts";
import { connect } from "#app/server/db.ts";
import { insertCourse, insertProgress, manifestOf } from "#tests/factories/credentials.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { finishAt } from "#tests/setup/jobs.ts";
import { ORIGIN, openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const now = new Date("2026-11-21T18:00:00Z");
const course = manifestOf("agua-segura");
const edition = await insertCourse(db, course);

async function finished() {
  const who = await insertViewer(db);
  await insertProgress(db, who.viewer.id, course, edition);
  return who;
}

/** Signed, logged and published. */
async function issued(name?: string, origin?: string) {
  const id = await confirmed(name, origin);
  await finishAt(db, now, id);
  return id;
}

/** As its holder leaves it, before the worker comes to it. */
async function confirmed(name = "María Ixchel Pérez", origin = "https://cabildo.example") {
  const person = await insertOfficial(db);
  await insertProgress(db, person.id, course, edition);
  const award = await considerAward(db, person.id, course.slug, now);
  const id = award.ok ? award.value : "";
  const address = `${origin}/verificar/${id}`;
  await confirmName(db, person, { credentialId: id, name, address, trial: false }, now);
  return id;
}

const codeOf = async (id: string) =>
  (await db.execute<{ code: string }>(sql`select code from credentials where id = ${id}`))[0]
    ?.code ?? "";

describe("the verification page", () => {
  test("gives the verdict first, dated, then what the certificate says", async () => {
    const id = await issued();
    const page = await visit(`/verificar/${id}`, { now: new Date("2026-11-21T18:42:00Z") });
    expect(page.status).toBe(200);
    expect(page.headers.get("x-robots-tag")).toContain("noindex");
    const text = await page.text();
    expect(text).toContain("Certificado válido");
    expect(text.indexOf("Certificado válido")).toBeLessThan(text.indexOf("María Ixchel Pérez"));
    expect(text).toContain("Comprobado el 21 de noviembre de 2026 a las 12:42.");
    for (const said of [
      "Agua segura: fundamentos",
      "Horas de estudio: 1.5",
      "Salcajá",
      showCode(await codeOf(id)),
    ]) {
      expect(text).toContain(said);
    }
  });

  test("says since when and why a certificate was revoked, and its version changes at once", async () => {
    const id = await issued();
    const before = await registerVersion(db, id);
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    await db.execute(sql`
      insert into revocations (credential_id, revoked_by, revoked_at, reason)
      values (${id}, ${viewer.id}, '2026-11-20T12:00:00Z', 'fraud')`);
    expect(await registerVersion(db, id)).not.toBe(before);
    const text = await (await visit(`/verificar/${id}`, { now })).text();
    expect(text).toContain("Certificado revocado");
    expect(text).toContain("Se revocó el 20 de noviembre de 2026. Motivo: se obtuvo con engaño.");
    expect(text).not.toContain("Certificado válido");
  });

  test("answers alike for a certificate that does not exist and one not issued", async () => {
    const person = await insertOfficial(db);
    await insertProgress(db, person.id, course, edition);
    const award = await considerAward(db, person.id, course.slug, now);
    const reserved = award.ok ? award.value : "";
    const missing = "AAAAAAAAAAAAAAAAAAAAAA";
    const pages = await Promise.all(
      [reserved, missing].map(async (id) => {
        const page = await visit(`/verificar/${id}`);
        return [page.status, (await page.text()).replaceAll(id, "")];
      }),
    );
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.[0]).toBe(404);
    expect((await visit(`/verificar/${reserved}.pdf`)).status).toBe(404);
  });

  test("is never green when the register cannot be asked", async () => {
    const id = await issued();
    const gone = connect("postgres://nobody@127.0.0.1:9/none", { max: 1 });
    const page = await (await openSite(gone))(`/verificar/${id}`);
    expect(page.status).toBe(503);
    const text = await page.text();
    expect(text).toContain("No se pudo comprobar");
    expect(text).not.toContain("verdict--valid");
    await gone.close();
  });

  test("says in a sentence which formats there are when asked for another", async () => {
    const page = await visit(`/verificar/${await issued()}.docx`);
    expect(page.status).toBe(406);
    expect(await page.text()).toContain("No hay certificados en este formato");
  });

  test.each(HOSTILE_NAMES.filter(({ printed }) => printed !== null))(
    "shows a hostile name as text: $what",
    async ({ typed, printed }) => {
      const text = await (await visit(`/verificar/${await issued(typed)}`)).text();
      const escaped = (printed as string)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#x27;");
      expect(text).toContain(escaped);
    },
  );
});

test("a status list is answered with its proof, or as JWT to who asks for that", async () => {
  await issued("Ana Xol", ORIGIN);
  const [list] = await db.execute<{ id: string; jwt: string; document: string }>(sql`
    select list_id id, jwt, document from status_list_documents d
    join issuers i on i.did = d.issuer where i.origin = ${ORIGIN}`);
  const address = `/estado/${list?.id}`;
  const plain = await visit(address);
  expect(plain.headers.get("content-type")).toBe("application/vc");
  expect(await plain.text()).toBe(list?.document);
  const jwt = await visit(address, { headers: { accept: "application/vc+jwt" } });
  expect(jwt.headers.get("content-type")).toBe("application/vc+jwt");
  expect(jwt.headers.get("vary")).toContain("Accept");
  expect(await jwt.text()).toBe(list?.jwt);
});

describe("typing a code", () => {
  test.each([
    ["as printed", (code: string) => showCode(code)],
    [
      "in lower case with spaces",
      (code: string) => showCode(code).toLowerCase().replaceAll("-", " "),
    ],
  ])("%s leads to its certificate", async (_, typed) => {
    const id = await issued();
    const code = typed(await codeOf(id));
    const page = await visit(`/verificar?codigo=${encodeURIComponent(code)}`);
    expect(page.headers.get("location")).toBe(`/verificar/${id}`);
  });

  test("with a slip keeps what was typed and says so beside the field", async () => {
    const page = await visit("/verificar?codigo=0000-0000-0003");
    expect(page.status).toBe(400);
    const text = await page.text();
    expect(text).toContain("error de escritura");
    expect(text).toContain(">0000-0000-0003</textarea>");
  });
});

describe("a holder", () => {
  test("confirms the name and finds the PDF ready, byte for byte the same each time", async () => {
    const { cookie } = await finished();
    const mine = await (await visit("/mi/certificados", { cookie })).text();
    const [, id = ""] = mine.match(/\/mi\/certificados\/([\w-]{22})\/nombre/) ?? [];
    const asked = await (await visit(`/mi/certificados/${id}/nombre`, { cookie })).text();
    expect(asked).toContain("Agua segura: fundamentos");
    const form = { name: "Ana Lucía Kʼan" };
    const outcome = await visit(`/mi/certificados/${id}/nombre`, { cookie, form });
    expect([outcome.status, outcome.headers.get("location")]).toEqual([303, "/mi/certificados"]);
    const again = await visit(`/mi/certificados/${id}/nombre`, { cookie, form });
    expect(again.status).toBe(303);
    const asking = [1, 2, 3].map(() => visit(`/verificar/${id}.pdf`));
    await finishAt(db, now, id);
    const pdfs = await Promise.all(asking);
    const bytes = await Promise.all(pdfs.map(async (pdf) => Buffer.from(await pdf.arrayBuffer())));
    expect(bytes[0]?.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdfs.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(bytes.map((pdf) => pdf.toString("base64").slice(-200))).size).toBe(1);
    expect(new Set(bytes.map((pdf) => pdf.toString("base64"))).size).toBe(1);
  });

  test("gets a PDF whose order was lost: asking for it orders it again", async () => {
    const id = await confirmed();
    await db.execute(sql`select graphile_worker.remove_job(${`sign ${id}`})`);
    const asking = visit(`/verificar/${id}.pdf`);
    const ordered = () =>
      db.execute(sql`select 1 from graphile_worker.jobs where key = ${`sign ${id}`}`);
    await expect.poll(async () => (await ordered()).length, { timeout: 5000 }).toBe(1);
    await finishAt(db, now, id);
    expect((await asking).status).toBe(200);
  });

  test("reads beside the field why a name cannot be printed", async () => {
    const { cookie } = await finished();
    const mine = await (await visit("/mi/certificados", { cookie })).text();
    const [address = ""] = mine.match(/\/mi\/certificados\/[\w-]{22}\/nombre/) ?? [];
    const refused = await visit(address, { cookie, form: { name: "王小明" } });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("campo-name-error");
  });

  test("sees what is lacking", async () => {
    const { viewer, cookie } = await insertViewer(db);
    await insertProgress(db, viewer.id, course, edition, { lessons: ["leer"], exam: false });
    const text = await (await visit("/mi/certificados", { cookie })).text();
    expect(text).toContain("/cursos/agua-segura/avisar");
    expect(text).not.toContain("/cursos/agua-segura/leer");
    expect(text).toContain("Aprobar el examen");
  });
});

describe("a manager", () => {
  test("finds a certificate without accents, and revokes it only after being asked twice", async () => {
    const id = await issued("Ángela Núñez Kʼan");
    const { cookie } = await insertViewer(db, { roles: ["manager"] });
    const list = await (await visit("/gestion/certificados?texto=angela+nunez", { cookie })).text();
    expect(list).toContain(`/gestion/certificados/${id}`);
    const address = `/gestion/certificados/${id}`;
    const form = { reason: "error", note: "Se emitió a otra persona." };
    const asked = await visit(address, { cookie, form });
    expect(await asked.text()).toContain("¿Revocar el certificado de Ángela Núñez Kʼan?");
    const still = await (await visit(`/verificar/${id}`, { now })).text();
    expect(still).toContain("Certificado válido");
    const done = await visit(address, { cookie, form: { ...form, confirmed: "yes" } });
    expect(done.status).toBe(303);
    expect(await (await visit(`/verificar/${id}`, { now })).text()).toContain(
      "Certificado revocado",
    );
  });

  test("is asked for a reason", async () => {
    const { cookie } = await insertViewer(db, { roles: ["manager"] });
    const page = await visit(`/gestion/certificados/${await issued()}`, { cookie, form: {} });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("Elija un motivo.");
  });
});
