import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { psychometricJobs } from "#app/domain/psychometrics/jobs.server.ts";
import { acceptJudging, saveRatings } from "#app/domain/psychometrics/judging.server.ts";
import { createPanel, runPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import type { PanelAction } from "#app/domain/psychometrics/panel-form.ts";
import { coursePanels, judging, panelReport } from "#app/domain/psychometrics/panels.server.ts";
import { paths } from "#app/paths.ts";
import { CANARY, examItems, publishCourse } from "#tests/factories/assessment.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openMailbox, workOff } from "#tests/setup/jobs.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const mailbox = await openMailbox();
const now = new Date("2026-11-21T10:00:00Z");
const course = "curso";
// Two of three and two of one in a form of four.
await publishCourse(db, {
  slug: course,
  items: [...examItems("dab-1", 3), ...examItems("dab-2", 2)],
});
const { viewer: trainer, cookie: trainerCookie } = await insertViewer(db, {
  roles: [{ role: "trainer", courseSlug: course }],
});

let panel: string;
let judges: { viewer: Viewer; cookie: string }[];

const run = (action: PanelAction, who = trainer) => runPanel(db, who, panel, action, now);
const rate = (judge: number, percents: number[], round: 1 | 2 = 1) =>
  saveRatings(
    db,
    (judges[judge] as { viewer: Viewer }).viewer,
    panel,
    { round, percents: new Map(percents.map((percent, place) => [place + 1, percent])) },
    now,
  );
const report = async () => {
  const found = await panelReport(db, trainer, course, panel);
  if (!found) throw new Error("the panel is gone");
  return found;
};

/** A panel over the whole bank, of judges who made their promise. */
beforeEach(async () => {
  const made = await createPanel(db, trainer, { course, scope: "bank" }, now, dice(1));
  if (!made.ok) throw new Error(made.reason);
  panel = made.value.id;
  judges = [];
  for (let count = 0; count < 2; count += 1) {
    const judge = await insertViewer(db);
    judges.push(judge);
    await run({ hacer: "invitar", persona: judge.viewer.username });
    await acceptJudging(db, judge.viewer, panel, now);
  }
});

describe("a panel", () => {
  test("goes from the first round to a cut that is published, each step with its statement", async () => {
    await rate(0, [50, 50, 50, 50, 50]);
    await rate(1, [90, 90, 90, 90, 90]);
    expect((await report()).outcome).toBeNull();

    expect(await run({ hacer: "cerrar" })).toEqual({ ok: true, value: null });
    await rate(0, [60, 60, 60], 2);
    expect((await report()).outcome).toMatchObject({ judges: 2, points: 4 });

    expect(await run({ hacer: "publicar", "entiendo[]": ["si"] })).toMatchObject({ ok: true });

    const { state, outcome, judges: shown } = await report();
    expect(state).toBe("published");
    // Of four points, two stand for the first three items and two for the last two.
    expect(outcome?.cuts).toEqual([expect.closeTo(0.55, 6), expect.closeTo(0.9, 6)]);
    expect(outcome?.cut).toBeCloseTo(0.725, 6);
    expect(judges.map(({ viewer }) => shown.find(({ id }) => id === viewer.id)?.rated)).toEqual([
      [5, 3],
      [5, 0],
    ]);
    const said = await db.execute<{ verb: string }>(sql`
      select verb from statements where object_id like ${`${panel}%`} order by id`);
    expect(said.map(({ verb }) => verb)).toEqual([
      ...["created", "granted", "initialized", "granted", "initialized"],
      ...["answered", "answered", "ended", "answered", "published"],
    ]);
    const listed = (await coursePanels(db, trainer, course))?.panels.find(({ id }) => id === panel);
    expect(listed).toMatchObject({ state: "published", judges: 2, result: { judges: 2 } });
  });

  test("does not change once it is published, whoever asks the database", async () => {
    await rate(0, [50, 50, 50, 50, 50]);
    await run({ hacer: "cerrar" });
    await run({ hacer: "publicar", "entiendo[]": ["si"] });

    expect(await rate(0, [99], 2)).toEqual({ ok: false, reason: "closed" });
    const refused = { ok: false, reason: "closed" };
    expect(await run({ hacer: "publicar", "entiendo[]": ["si"] })).toEqual(refused);
    expect(await run({ hacer: "retirar", juez: judges[0]?.viewer.id ?? "" })).toEqual(refused);
    for (const change of [
      "update angoff_results set body = '{}'",
      "delete from angoff_results",
      "update angoff_ratings set percent = 0",
      "delete from angoff_ratings",
      "truncate angoff_ratings",
      "update angoff_judges set withdrawn_at = now()",
      "update angoff_items set weight = 1",
      "delete from angoff_panels",
      "update angoff_panels set round_one_closed_at = null",
      `insert into angoff_ratings select panel_id, user_id, 2, 1, 0, now() from angoff_ratings
        where panel_id = '${panel}' limit 1`,
    ]) {
      await expect(db.execute(sql.raw(change)), change).rejects.toMatchObject({
        cause: { code: "42501" },
      });
    }
  });

  test("is not closed or published before somebody has rated everything", async () => {
    const refused = { ok: false, reason: "nobody-finished" };
    await rate(0, [50]);
    expect(await run({ hacer: "cerrar" })).toEqual(refused);
    expect(await run({ hacer: "publicar", "entiendo[]": ["si"] })).toEqual({
      ok: false,
      reason: "closed",
    });
  });

  test("of a form has its items, each worth a point", async () => {
    const made = await createPanel(db, trainer, { course, scope: "form:GT" }, now, dice(2));
    if (!made.ok) throw new Error(made.reason);
    const rows = await db.execute<{ weight: number }>(
      sql`select weight from angoff_items where panel_id = ${made.value.id}`,
    );
    expect(rows.map(({ weight }) => weight)).toEqual([1, 1, 1, 1]);
  });

  test("is nobody's to run but who teaches the course", async () => {
    const { viewer: other } = await insertViewer(db, {
      roles: [{ role: "trainer", courseSlug: "otro" }],
    });
    expect(await run({ hacer: "cerrar" }, other)).toEqual({ ok: false, reason: "no-panel" });
    expect(await createPanel(db, other, { course, scope: "bank" }, now, dice(1))).toEqual({
      ok: false,
      reason: "no-exam",
    });
    expect(await panelReport(db, other, course, panel)).toBeNull();
  });
});

describe("a judge", () => {
  test("sees no question before the promise, and its key after", async () => {
    const { viewer, cookie } = await insertViewer(db);
    await run({ hacer: "invitar", persona: viewer.username });
    const address = paths.judging(panel);

    const before = await (await visit(address, { cookie })).text();
    expect(before).not.toContain("Segunda de dab-1-e1");
    const promised = await visit(paths.judgingPromise(panel), { cookie, form: {} });
    expect(promised.headers.get("location")).toBe(address);

    const page = await (await visit(address, { cookie })).text();
    expect(page).toContain("Segunda de dab-1-e1");
    expect(page).not.toContain(CANARY);
  });

  test("who is not one, or was withdrawn, finds nothing; a stranger is led to log in", async () => {
    const address = paths.judging(panel);
    expect((await visit(address, { cookie: trainerCookie })).status).toBe(404);
    expect((await visit(address)).headers.get("location")).toMatch(/^\/ingresar\?volver=/);
    const { viewer, cookie } = judges[0] as { viewer: Viewer; cookie: string };
    expect((await visit(address, { cookie })).status).toBe(200);

    await run({ hacer: "retirar", juez: viewer.id });

    expect((await visit(address, { cookie })).status).toBe(404);
    expect((await visit(address, { cookie, form: { p1: "5" } })).status).toBe(404);
    expect(await rate(0, [50])).toEqual({ ok: false, reason: "no-panel" });
  });

  test("saves as they go, changes and takes back, and is told what is no number", async () => {
    const { cookie } = judges[0] as { cookie: string };
    const post = (form: Record<string, string>) =>
      visit(paths.judging(panel), { cookie, form: { vuelta: "1", pagina: "1", ...form } });
    const kept = async () =>
      (await judging(db, (judges[0] as { viewer: Viewer }).viewer, panel))?.items.map(
        ({ own }) => own,
      );

    expect((await post({ p1: "40", p2: "", p3: "100" })).status).toBe(303);
    expect(await kept()).toEqual([40, null, 100, null, null]);
    await post({ p1: "0", p3: "" });
    expect(await kept()).toEqual([0, null, null, null, null]);

    const wrong = await post({ p1: "101", p2: "33" });
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toContain('value="101"');
    expect(page).toContain('value="33"');
    expect(await kept()).toEqual([0, null, null, null, null]);
  });

  test("sees in the second round how the group rated, without names, and not before", async () => {
    await rate(0, [50, 50, 50, 50, 50]);
    await rate(1, [90, 90, 90, 90, 90]);
    const { viewer, cookie } = judges[0] as { viewer: Viewer; cookie: string };
    expect((await judging(db, viewer, panel))?.items[0]?.group).toBeNull();
    await run({ hacer: "cerrar" });

    expect((await judging(db, viewer, panel))?.items[0]).toMatchObject({
      own: 50,
      group: [50, 90],
    });
    const page = await (await visit(paths.judging(panel), { cookie })).text();
    expect(page).toContain("50, 90");
    expect(page).not.toContain(judges[1]?.viewer.fullName);
  });

  test("whose page is of the round before saves nothing, and keeps what was typed", async () => {
    await rate(0, [50, 50, 50, 50, 50]);
    await run({ hacer: "cerrar" });
    const { viewer, cookie } = judges[0] as { viewer: Viewer; cookie: string };

    const late = await visit(paths.judging(panel), { cookie, form: { vuelta: "1", p1: "77" } });

    expect(late.status).toBe(400);
    expect(await late.text()).toContain('value="77"');
    expect((await judging(db, viewer, panel))?.items[0]?.own).toBe(50);
  });

  test("is invited by address and told by mail; nobody and twice are refused", async () => {
    const email = "jueza@muni.example";
    await insertViewer(db, { email });
    expect(await run({ hacer: "invitar", persona: email.toUpperCase() })).toMatchObject({
      ok: true,
    });
    expect(await run({ hacer: "invitar", persona: email })).toEqual({
      ok: false,
      reason: "already",
    });
    expect(await run({ hacer: "invitar", persona: "no-hay" })).toEqual({
      ok: false,
      reason: "nobody",
    });

    await workOff(db, psychometricJobs, mailbox.url);

    expect(mailbox.letters.filter(({ to }) => to === email)).toMatchObject([
      { link: paths.judging(panel) },
    ]);
  });
});

test("the panel's page runs it by its forms, and refuses to publish without understanding", async () => {
  const address = paths.panel(course, panel);
  const post = (form: Record<string, string>) => visit(address, { cookie: trainerCookie, form });
  expect((await post({ hacer: "invitar", persona: "no-hay" })).status).toBe(400);
  expect((await post({ hacer: "cerrar" })).status).toBe(400);
  await rate(0, [50, 50, 50, 50, 50]);
  expect((await post({ hacer: "cerrar" })).status).toBe(303);
  expect((await post({ hacer: "publicar" })).status).toBe(400);
  expect((await report()).state).toBe("round-2");
  expect((await post({ hacer: "publicar", "entiendo[]": "si" })).status).toBe(303);

  const page = await (await visit(address, { cookie: trainerCookie })).text();
  expect(page).toContain("Menos de 8 jueces");
  const exam = await (await visit(paths.examReport(course), { cookie: trainerCookie })).text();
  expect(exam).toContain("Fueron menos de 8 jueces (1)");
});
