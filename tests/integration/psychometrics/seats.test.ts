import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { acceptJudging, saveRatings } from "#app/domain/psychometrics/judging.server.ts";
import { createPanel, runPanel } from "#app/domain/psychometrics/panel-commands.server.ts";
import { panelReport } from "#app/domain/psychometrics/panels.server.ts";
import { mergeAccounts } from "#app/domain/reports/merge.server.ts";
import { examItems, publishCourse } from "#tests/factories/assessment.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const now = new Date("2026-11-21T10:00:00Z");
const course = "curso";
const items = 2;
await publishCourse(db, {
  slug: course,
  items: examItems("dab-1", items),
  exam: { blueprint: [{ objective: "dab-1", count: items }] },
});
const { viewer: trainer } = await insertViewer(db, {
  roles: [{ role: "trainer", courseSlug: course }],
});
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });

let panel: string;
let judges: [Viewer, Viewer];

const rate = (judge: Viewer, percent: number) => {
  const percents = new Map(Array.from({ length: items }, (_, place) => [place + 1, percent]));
  return saveRatings(db, judge, panel, { round: 1, percents }, now);
};
const merge = (gone: Viewer, kept: Viewer) =>
  mergeAccounts(db, manager, { gone: gone.id, kept: kept.id, reason: "Mismo DPI" }, now);
const report = () => panelReport(db, trainer, course, panel);

async function seat(): Promise<Viewer> {
  const { viewer } = await insertViewer(db);
  await runPanel(db, trainer, panel, { hacer: "invitar", persona: viewer.username }, now);
  await acceptJudging(db, viewer, panel, now);
  return viewer;
}

beforeEach(async () => {
  const made = await createPanel(db, trainer, { course, scope: "bank" }, now, dice(1));
  if (!made.ok) throw new Error(made.reason);
  panel = made.value.id;
  judges = [await seat(), await seat()];
});

test("the seat of an account that is merged goes over with what was rated", async () => {
  const [first, second] = judges;
  const { viewer: kept } = await insertViewer(db);
  await rate(first, 60);

  expect(await merge(first, kept)).toEqual({ ok: true, value: null });

  const seats = new Map((await report())?.judges.map(({ id, rated }) => [id, rated]));
  expect(seats).toEqual(
    new Map([
      [kept.id, [items, 0]],
      [second.id, [0, 0]],
    ]),
  );
});

test("two seats of one person in a panel are one: that of the account that goes is withdrawn", async () => {
  const [gone, kept] = judges;
  await rate(gone, 10);
  await rate(kept, 90);

  await merge(gone, kept);
  await runPanel(db, trainer, panel, { hacer: "cerrar" }, now);

  expect((await report())?.outcome).toMatchObject({ judges: 1 });
});
