import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  fileField,
  idField,
  REMOVE,
  responseField,
  STAY,
} from "#app/domain/assessment/answer-fields.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { eraseAccount } from "#app/domain/reports/erasure.server.ts";
import { heldAboutMe } from "#app/domain/reports/held-about-me.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { newId } from "#app/kernel/ids.ts";
import { paths } from "#app/paths.ts";
import { pdf } from "#tests/factories/answer-files.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";
import { openSite, type Site } from "#tests/setup/site.ts";

const t = translator("es");
const KINDS = ["file-upload", "text-entry"] as const;
const { item } = SAMPLES["file-upload"];

let db: TestDatabase;
let visit: Site;
beforeAll(async () => {
  db = await freshDatabase();
  visit = await openSite(db);
  await publishCourse(db, {
    exam: { blueprint: [{ objective: "dab-1", count: KINDS.length }] },
    items: KINDS.map((interaction) => SAMPLES[interaction].item),
  });
});

const { begin, formOf } = attemptsOn(() => db);

describe("by HTML alone", () => {
  async function sitting() {
    const { viewer, cookie } = await insertViewer(db);
    await enroll(db, viewer, "curso", NOW);
    const attemptId = (await begin({ id: viewer.id, country: "GT" })).id;
    const form = await formOf(attemptId);
    const number = form.findIndex((place) => place.item === item.id) + 1;
    const address = paths.examQuestion("curso", number);
    /** Posts the question's page as a browser does. */
    let minute = 0;
    function post(files: File[], fields: [string, string][] = []) {
      const form = new FormData();
      form.set("attempt", attemptId);
      form.set(idField(item.id), newId());
      for (const [name, value] of fields) form.append(name, value);
      for (const file of files) form.append(fileField(item.id), file);
      if (files.length === 0) form.append(fileField(item.id), new File([], ""));
      minute += 1;
      return visit(address, { cookie, form, now: minutes(minute) });
    }
    const read = async () => (await visit(address, { cookie, now: minutes(minute) })).text();
    return { viewer, cookie, address, post, read, attemptId };
  }
  const named = (name: string, bytes = pdf(name)) => new File([new Uint8Array(bytes)], name);
  const idsIn = (html: string) =>
    [...html.matchAll(/name="response\.[^"]*" value="([^"]+)"/g)].map(([, id = ""]) => id);

  test("a page keeps the file and the answer in one go, and shows it again", async () => {
    const { post, read } = await sitting();
    const answered = await post([named("uno.pdf"), named("dos.pdf")]);
    expect(answered.status).toBe(303);
    const html = await read();
    expect(html).toContain("uno.pdf");
    expect(html).toContain("dos.pdf");
    expect(html).toContain(t("assessment.file.full", { count: 2 }));
    expect(idsIn(html)).toHaveLength(2);
  });

  test("a file is taken out, another is put in, and the page stays", async () => {
    const { post, read, address } = await sitting();
    await post([named("uno.pdf"), named("dos.pdf")]);
    const [first = "", second = ""] = idsIn(await read());
    const field = responseField(item.id);
    const removed = await post(
      [],
      [
        [field, first],
        [field, second],
        [REMOVE, `${item.id} ${first}`],
      ],
    );
    expect(removed.headers.get("location")).toBe(`${address}#opciones-${item.id}`);
    expect(idsIn(await read())).toEqual([second]);
    const added = await post(
      [named("tres.pdf")],
      [
        [field, second],
        [STAY, item.id],
      ],
    );
    expect(added.headers.get("location")).toBe(`${address}#opciones-${item.id}`);
    const html = await read();
    expect(html).not.toContain("uno.pdf");
    expect(html).toContain("tres.pdf");
  });

  test("a file that is refused says why beside the field, and what is good is kept", async () => {
    const { post, read } = await sitting();
    const answered = await post([named("bien.pdf"), named("mal.pdf", Buffer.from("hola"))]);
    expect(answered.status).toBe(400);
    const html = await answered.text();
    const why = t("assessment.file.refused.other-type", { file: "mal.pdf" });
    expect(html.split(why)).toHaveLength(3);
    expect(html).toContain(`href="#opciones-${item.id}-entry"`);
    expect(await read()).toContain("bien.pdf");
  });

  test("a third file of two is refused, and a name of markup is text", async () => {
    const { post, read } = await sitting();
    const answered = await post(["<b>uno.pdf", "dos.pdf", "tres.pdf"].map((name) => named(name)));
    expect(answered.status).toBe(400);
    expect(await answered.text()).toContain(
      t("assessment.file.refused.too-many", { file: "tres.pdf", most: 2 }),
    );
    expect(await read()).toContain("&lt;b&gt;uno.pdf");
  });

  test("nothing chosen is a blank answer", async () => {
    const { post } = await sitting();
    const answered = await post([]);
    expect(answered.status).toBe(400);
    expect(await answered.text()).toContain(t("assessment.interaction.blank.send"));
  });

  test("it is downloaded by its sender as a file to keep, and by nobody else", async () => {
    const { post, read, cookie } = await sitting();
    await post([named('pl"añ;.pdf')]);
    const [id = ""] = idsIn(await read());
    const answered = await visit(paths.answerFile(id), { cookie });
    expect(answered.status).toBe(200);
    expect(Buffer.from(await answered.arrayBuffer()).toString()).toContain("%PDF-1.7");
    const headers = Object.fromEntries(answered.headers);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": `attachment; filename="pl_a__.pdf"; filename*=UTF-8''pl%22a%C3%B1%3B.pdf`,
    });
    const stranger = await visit(paths.answerFile(id));
    expect(stranger.headers.get("location")).toMatch(/^\/ingresar/);
    const { cookie: other } = await insertViewer(db);
    expect((await visit(paths.answerFile(id), { cookie: other })).status).toBe(404);
  });

  test("it is among what is held about a person, and goes when they erase their data", async () => {
    const { post, viewer, attemptId } = await sitting();
    await post([named("secreto.pdf")]);
    const held = await heldAboutMe(db, viewer, minutes(3));
    expect(held.filesSent).toMatchObject([{ name: "secreto.pdf", item_id: item.id }]);
    await eraseAccount(db, viewer, { certificates: false }, minutes(4));
    const left = await db.execute(sql`select from response_files where attempt_id = ${attemptId}`);
    expect(left).toHaveLength(0);
  });
});
