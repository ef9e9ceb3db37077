import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { compareBank } from "#app/domain/banks/duplicates.server.ts";
import { fieldsOf } from "#app/domain/banks/item-fields.ts";
import { paths } from "#app/paths.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { RandomItems } from "#tests/factories/bank-items.ts";
import { authored, bringIn, preview } from "#tests/factories/banks.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice, seed } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const { slug } = await publishCourse(db, { slug: "agua" });
await publishCourse(db, { slug: "otro" });
const own = { role: "trainer" as const, courseSlug: "agua" };
const { viewer, cookie } = await insertViewer(db, { roles: [own] });

const page = async (path: string) => (await visit(path, { cookie })).text();
const post = (path: string, form: Record<string, string> | URLSearchParams | FormData) =>
  visit(path, { cookie, form });
const params = (fields: Record<string, string | string[]>) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  );

beforeAll(async () => {
  const question = (id: string, prompt: string) =>
    `// [id:${id}] [tag:objetivo:dab-1] [tag:riego]\n::${id}::${prompt} {=sí ~no}`;
  const text = [
    question("uno", "¿Cuánta agua potable usa al día un vecino del municipio?"),
    question("dos", "¿Cuánta agua potable usa al día una vecina del municipio?"),
    question("tres", "¿Quién aprueba el presupuesto?"),
  ];
  await bringIn(db, viewer, slug, text.join("\n\n"));
});

describe("the list", () => {
  test("finds by words without accents, by id and by tag, also what the files have", async () => {
    expect(await page(`${paths.bank(slug)}&texto=QUIEN+presupuesto`)).toContain("tres");
    expect(await page(`${paths.bank(slug)}&texto=riego`)).toContain("3 preguntas");
    expect(await page(`${paths.bank(slug)}&texto=dab-1-e1`)).toContain("Archivos del curso");
    expect(await page(`${paths.bank(slug)}&texto=nada+asi`)).toContain("Ninguna pregunta");
  });

  test("filters, and says whether the exam has enough", async () => {
    expect(await page(`${paths.bank(slug)}&uso=exam&objetivo=dab-1`)).toContain("6 preguntas");
    expect(await page(`${paths.bank(slug)}&origen=authored`)).toContain("3 preguntas");
    const whole = await page(paths.bank(slug));
    expect(whole).toContain("¿Alcanzan para el examen?");
    expect(whole).toContain("Faltan");
  });

  test("of a course that one does not teach is not there", async () => {
    for (const path of [
      paths.bank("otro"),
      paths.bankItem("otro", "dab-1-e1"),
      paths.bankDuplicates("otro"),
      paths.bankExport("curso=otro"),
      paths.bankExportFile("curso=otro"),
      paths.bankImports("otro"),
      paths.newBankItem("otro"),
    ]) {
      expect((await visit(path, { cookie })).status, path).toBe(404);
    }
  });
});

describe("a question", () => {
  test.each(INTERACTIONS)(
    "of the kind %s is written, shown, changed and kept in history",
    async (kind) => {
      const item = new RandomItems(dice(seed)).item("x", kind);
      const address = paths.newBankItem(slug, kind);
      expect((await visit(address, { cookie })).status).toBe(200);
      const fields = { ...fieldsOf(item), objetivo: "dab-1", hacer: "guardar" };
      const made = await post(address, params(fields));
      expect(made.status, `SEED=${seed} ${await made.clone().text()}`).toBe(303);
      const where = made.headers.get("location") ?? "";
      expect(await page(where)).toContain("Se pregunta ahora");
      const edit = `${where}/editar`;
      expect((await visit(edit, { cookie })).status).toBe(200);
      const changed = { ...fields, titulo: "Otro título", nota: "Se entendía mal" };
      expect((await post(edit, params(changed))).status).toBe(303);
      const shown = await page(where);
      expect(shown).toContain("Se entendía mal");
      expect(shown).toContain("Otro título");
    },
  );

  test("with a mistake comes back with what was typed, and one more row on demand", async () => {
    const address = paths.newBankItem(slug, "choice");
    const typed = { enunciado: "¿Qué hace?", filas: "2", "opcion-1": "Riega", "usos[]": "lesson" };
    const wrong = await post(address, { ...typed, hacer: "guardar" });
    expect(wrong.status).toBe(400);
    const text = await wrong.text();
    expect(text).toContain("¿Qué hace?");
    expect(text).toContain("Necesita al menos dos opciones");
    const more = await post(address, { ...typed, hacer: "fila" });
    expect(more.status).toBe(200);
    expect(await more.text()).toContain('name="opcion-3"');
  });

  test("of the course's files is copied or retired, and not changed", async () => {
    const where = paths.bankItem(slug, "dab-1-e1");
    expect(await page(where)).toContain("viene de los archivos del curso");
    expect((await visit(paths.bankItemEdit(slug, "dab-1-e1"), { cookie })).status).toBe(404);
    const copied = await post(where, { hacer: "copiar" });
    expect(copied.headers.get("location")).toMatch(/\/autoria\/preguntas\/agua\/p-[0-9a-f]{12}$/);
    expect((await post(where, { hacer: "retirar", motivo: "" })).status).toBe(400);
    await post(where, { hacer: "retirar", motivo: "Quedó vieja" });
    expect(await page(where)).toContain("Quedó vieja");
    await post(where, { hacer: "restaurar" });
    expect(await page(where)).not.toContain("Quedó vieja");
    const said = await db.execute<{ verb: string }>(sql`
      select verb from statements where object_id = ${`${slug}/dab-1-e1`} order by id`);
    expect(said.map(({ verb }) => verb)).toEqual(["ended", "lifted"]);
  });
});

test("a file is sent, looked at, and what was assumed is changed before it is kept", async () => {
  const form = new FormData();
  form.set("curso", slug);
  form.set("dificultad", "media");
  form.set("objetivo", "");
  form.append("usos[]", "lesson");
  const text = "// [id:n1]\n¿Uno? {T}\n\n¿Roto? {=a";
  form.set("archivo", new File([text], "mías.gift"));
  const sent = await post(paths.bankImports(), form);
  const where = sent.headers.get("location") ?? "";
  expect(where).toMatch(/\/autoria\/preguntas\/importar\//);
  expect(await page(where)).toContain('http-equiv="refresh"');
  const empty = new FormData();
  empty.set("curso", slug);
  expect((await post(paths.bankImports(), empty)).status).toBe(400);
});

test("the preview tells by line, has a table to download, and is confirmed once", async () => {
  const { id } = await preview(db, viewer, slug, "// [id:n9]\n¿Uno? {T}\n\n¿Roto? {=a");
  const shown = await page(paths.bankImport(id));
  expect(shown).toContain("Línea 4");
  expect(shown).toContain("Guardar 1 pregunta");
  const csv = await page(paths.bankImportCsv(id));
  expect(csv).toContain("No se entiende cómo está escrita");
  await post(paths.bankImport(id), { hacer: "confirmar" });
  expect(await page(paths.bankImport(id))).toContain("Guardando");
  expect((await authored(db, slug)).map((item) => item.id)).not.toContain("n9");
});

test("what a format cannot carry is told before the file is had", async () => {
  const { response } = new RandomItems(dice(seed)).item("x", "order");
  expect(response).toBeDefined();
  await bringIn(
    db,
    viewer,
    slug,
    `<quiz><question type="ordering"><name><text>Pasos</text></name><idnumber>pasos</idnumber>
     <questiontext format="html"><text>Ordene</text></questiontext><gradingtype>ABSOLUTE_POSITION</gradingtype>
     <answer fraction="1" format="html"><text>Uno</text></answer>
     <answer fraction="1" format="html"><text>Dos</text></answer></question></quiz>`,
  );
  const told = await page(paths.bankExport(`curso=${slug}&texto=pasos&formato=gift`));
  expect(told).toContain("Este formato no tiene este tipo de pregunta");
  const whole = await page(paths.bankExport(`curso=${slug}&texto=pasos&formato=moodle-xml`));
  expect(whole).toContain("Este formato lleva todo");
  const file = await visit(paths.bankExportFile(`curso=${slug}&texto=tres&formato=gift`), {
    cookie,
  });
  expect(file.headers.get("content-disposition")).toContain('filename="agua.gift"');
  expect(await file.text()).toContain("[id:tres]");
});

test("questions that say nearly the same are told as pairs", async () => {
  await compareBank(db, slug);
  const text = await page(paths.bankDuplicates(slug));
  expect(text).toContain("vecina del municipio");
  expect(text).not.toContain("presupuesto");
});
