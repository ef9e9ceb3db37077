import { describe, expect, test } from "vitest";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import { paths } from "#app/paths.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn } from "#tests/factories/attempts.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
await publishCourse(db, { exam: { pauseMinutes: 10 } });
const { begin } = attemptsOn(() => db);
const { cookie } = await insertViewer(db, { roles: ["manager"] });
const now = new Date("2026-11-21T15:00:00Z");

async function sitting() {
  const { viewer, cookie: own } = await insertViewer(db);
  await enroll(db, viewer, "curso", now);
  return { own, ...(await begin(viewer, "curso", now)) };
}

describe("the room's pages", () => {
  test("come again by themselves only for who asks for it", async () => {
    const room = paths.examRoom("curso");
    expect((await visit(room, { cookie, now })).headers.get("refresh")).toBeNull();
    const answer = await visit(`${room}?cada=30`, { cookie, now });
    expect(answer.headers.get("refresh")).toBe("30");
  });

  test("give minutes with a reason, and not without; what was typed stays", async () => {
    const { id, own } = await sitting();
    const page = paths.examRoomAttempt("curso", id);
    const form = { hacer: "minutos", minutes: "15", reason: "" };
    const refused = await visit(page, { cookie, now, form });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/value="15"/);
    for (const minutes of ["0", "241", "-1", "diez"]) {
      const wrong = await visit(page, { cookie, now, form: { ...form, minutes, reason: "Luz" } });
      expect(wrong.status, minutes).toBe(400);
      expect(await wrong.text()).toContain("de 1 a 240");
    }
    const given = await visit(page, { cookie, now, form: { ...form, reason: "Se fue la luz" } });
    expect(given.headers.get("location")).toBe(`${page}?aviso=minutos`);
    const seen = await (await visit(page, { cookie, now })).text();
    expect(seen).toContain("Motivo: «Se fue la luz».");
    const exam = await visit(paths.examQuestion("curso", 1), { cookie: own, now });
    // 15:00 UTC and 75 minutes, in Guatemala.
    expect(await exam.text()).toContain("Termina a las 10:15");
  });
});

describe("the stopped clock", () => {
  test("hides every page of the exam, until its person goes on", async () => {
    const { id, own } = await sitting();
    const pause = paths.examPause("curso");
    const stop = { attempt: id };
    expect((await visit(pause, { cookie: own, now, form: stop })).headers.get("location")).toBe(
      pause,
    );
    for (const page of [paths.examQuestion("curso", 1), paths.examFinish("curso")]) {
      expect((await visit(page, { cookie: own, now })).headers.get("location")).toBe(pause);
    }
    const stopped = await (await visit(pause, { cookie: own, now })).text();
    expect(stopped).toContain("Está detenido hasta las 09:10");
    expect(stopped).not.toContain("¿Qué hace con");
    const later = new Date(now.getTime() + 4 * 60_000);
    await visit(paths.examResume("curso"), { cookie: own, now: later, form: stop });
    const exam = await visit(paths.examQuestion("curso", 1), { cookie: own, now: later });
    expect(await exam.text()).toContain("Termina a las 10:04");
  });
});

describe("the forms of sittings and extra time", () => {
  test("keep what was typed and say what is wrong; times are of the reader's zone", async () => {
    const page = paths.examSittings("curso");
    const form = {
      title: "Mañana",
      opensAt: "2026-11-22T10:00",
      closesAt: "2026-11-22T09:00",
      acceso: "sol 42",
    };
    const wrong = await visit(page, { cookie, now, form });
    expect(wrong.status).toBe(400);
    const text = await wrong.text();
    for (const typed of ["Mañana", "2026-11-22T10:00", "sol 42"]) expect(text).toContain(typed);
    expect(text).toContain("Elija un cierre posterior");
    const right = { ...form, closesAt: "2026-11-22T11:00" };
    const announced = await visit(page, { cookie, now, form: right });
    expect(announced.headers.get("location")).toBe(`${page}?aviso=anunciada`);
    const seen = await (await visit(page, { cookie, now })).text();
    expect(seen).toContain("22 de noviembre de 2026, 10:00");
    const { viewer, cookie: own } = await insertViewer(db);
    await enroll(db, viewer, "curso", now);
    const start = paths.exam("curso");
    const open = new Date("2026-11-22T16:30:00Z");
    const asked = await (await visit(start, { cookie: own, now: open })).text();
    expect(asked).toContain("Código de acceso");
    expect(asked).not.toContain("sol 42");
    const bad = await visit(start, { cookie: own, now: open, form: { accessCode: "luna 42" } });
    expect(bad.status).toBe(400);
    const good = await visit(start, { cookie: own, now: open, form: { accessCode: "SOL42" } });
    expect(good.headers.get("location")).toBe(paths.examQuestion("curso", 1));
  });

  test("extra time must give some", async () => {
    const { viewer } = await insertViewer(db);
    const page = paths.personAccommodation(viewer.id);
    const form = { extraPercent: "0", pauseMinutes: "0", reason: "language" };
    const wrong = await visit(page, { cookie, now, form });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain("Elija más tiempo, una pausa, o ambas cosas.");
    const given = await visit(page, { cookie, now, form: { ...form, extraPercent: "50" } });
    expect(given.headers.get("location")).toBe(`${page}?aviso=dado`);
    const ended = await visit(paths.personAccommodationEnd(viewer.id), { cookie, now, form: {} });
    expect(ended.headers.get("location")).toBe(`${page}?aviso=terminado`);
  });
});
