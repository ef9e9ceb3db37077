import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { mergeAccounts } from "#app/domain/reports/merge.server.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { attempts } from "#db/schema/assessment.ts";
import { courses, editions } from "#db/schema/courses.ts";
import { achievements, credentials, revocations, suspensions } from "#db/schema/credentials.ts";
import { enrollments, lessonProgress } from "#db/schema/enrollment.ts";
import { accommodations, practiceExams } from "#db/schema/exams.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const { viewer: manager, cookie } = await insertViewer(db, { roles: ["manager"] });
const now = new Date("2026-11-21T12:00:00Z");
const day = (number: number) => new Date(Date.UTC(2026, 9, number));

const editionId = newId();
for (const slug of ["agua", "datos"]) await db.insert(courses).values({ slug });
await db.insert(editions).values({
  ...{ id: editionId, courseSlug: "agua", number: 1, contentHash: "x", manifest: {} },
});
await db.insert(achievements).values({
  ...{ id: "agua", edition: 1, kind: "course", subject: "agua", body: {} },
});

let certificates = 0;
async function certify(userId: string, issuedAt: Date | null, revokedBy?: string) {
  certificates += 1;
  const id = `certificado-${certificates}`;
  await db.insert(credentials).values({
    ...{ id, code: `CODIGO${certificates}`, userId, issuedAt, claims: issuedAt ? {} : null },
    ...{ achievementId: "agua", achievementEdition: 1 },
  });
  if (revokedBy) await db.insert(revocations).values({ credentialId: id, revokedBy, reason: "x" });
  return id;
}
async function enroll(userId: string, lessons: Record<string, Date>) {
  const id = newId();
  await db.insert(enrollments).values({ id, userId, courseSlug: "agua", editionId });
  for (const [lessonId, satisfiedAt] of Object.entries(lessons)) {
    await db.insert(lessonProgress).values({ enrollmentId: id, lessonId, satisfiedAt });
  }
  return id;
}
const attempt = (userId: string, enrollmentId: string, number: number, passed: boolean) =>
  db.insert(attempts).values({
    ...{ id: newId(), userId, enrollmentId, editionId, testId: "examen", number, form: [] },
    ...{ finishedAt: now, score: passed ? 1 : 0, passed },
  });
const merge = (gone: string, kept: string) =>
  mergeAccounts(db, manager, { gone, kept, reason: "Mismo DPI" }, now);
const holders = async (database: Database, userId: string) =>
  (
    await database.execute<{ id: string; revoked: boolean }>(sql`
      select c.id, r.credential_id is not null as revoked from credentials c
      left join revocations r on r.credential_id = c.id
      where c.user_id = ${userId} order by c.id`)
  ).map(({ id, revoked }) => `${id}${revoked ? " revoked" : ""}`);

describe("two accounts of one person", () => {
  test("become one that keeps the better of both, with a trace", async () => {
    const gone = await insertOfficial(db, { email: "vieja@muni.example", confirmed: true });
    const kept = await insertOfficial(db, { organizationId: null });
    const from = await enroll(gone.id, { uno: day(1), dos: day(3) });
    const to = await enroll(kept.id, { uno: day(2), tres: day(4) });
    await attempt(gone.id, from, 1, false);
    await attempt(gone.id, from, 2, true);
    await attempt(kept.id, to, 1, false);

    expect(await merge(gone.id, kept.id)).toEqual({ ok: true, value: null });

    const lessons = await db.execute<{ lesson_id: string; at: string }>(sql`
      select p.lesson_id, p.satisfied_at::date::text as at from lesson_progress p
      join enrollments e on e.id = p.enrollment_id where e.user_id = ${kept.id} order by 1`);
    expect(lessons.map(({ lesson_id, at }) => [lesson_id, at])).toEqual([
      ["dos", "2026-10-03"],
      ["tres", "2026-10-04"],
      ["uno", "2026-10-01"],
    ]);
    const tries = await db.execute<{ number: number; passed: boolean }>(sql`
      select number, passed from attempts where user_id = ${kept.id} order by number`);
    expect(tries.map(({ number, passed }) => [number, passed])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const [user] = await db.execute(sql`select email, organization_id from users
      where id = ${kept.id}`);
    expect(user).toEqual({ email: "vieja@muni.example", organization_id: "GT-0902" });
    const [confirmed] = await db.execute(sql`select ended_at from affiliations
      where user_id = ${kept.id}`);
    expect(confirmed?.ended_at).toBeNull();
    const [trace] = await db.execute(sql`select * from merges where merged_user_id = ${gone.id}`);
    expect(trace).toMatchObject({
      kept_user_id: kept.id,
      merged_by: manager.id,
      reason: "Mismo DPI",
    });
    const said = await db.execute(sql`select 1 from statements
      where verb = 'merged' and object_id = ${kept.id} and actor_id = ${manager.id}`);
    expect(said).toHaveLength(1);
  });

  test("keep the extra time of the account that stays, else the other's; of two practices under way, one", async () => {
    const [gone, kept, other] = [
      await insertOfficial(db),
      await insertOfficial(db),
      await insertOfficial(db),
    ];
    const given = (userId: string, extraPercent: number) =>
      db.insert(accommodations).values({
        ...{ id: newId(), userId, extraPercent, reason: "language", grantedBy: manager.id },
      });
    const practise = async (userId: string, finishedAt: Date | null, enrollmentId: string) =>
      db.insert(practiceExams).values({
        ...{ id: newId(), userId, enrollmentId, editionId, courseSlug: "agua", form: [] },
        finishedAt,
      });
    await given(gone.id, 25);
    const [from, to] = [await enroll(gone.id, {}), await enroll(kept.id, {})];
    await practise(gone.id, now, from);
    await practise(gone.id, null, from);
    await practise(kept.id, null, to);

    await merge(gone.id, kept.id);
    await given(other.id, 100);
    await merge(other.id, kept.id);

    const times = await db.execute<{ extra: number; over: boolean }>(sql`
      select extra_percent as extra, ended_at is not null as over from accommodations
      where user_id = ${kept.id} order by 1`);
    expect(times.map(({ extra, over }) => [extra, over])).toEqual([
      [25, false],
      [100, true],
    ]);
    const practices = await db.execute<{ open: boolean }>(sql`
      select finished_at is null as open from practice_exams
      where enrollment_id = ${to} and user_id = ${kept.id} order by 1`);
    expect(practices.map(({ open }) => open)).toEqual([false, true]);
  });

  test("hold one certificate of an achievement: the other is revoked as a duplicate", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    const theirs = await certify(gone.id, day(1));
    const own = await certify(kept.id, day(2));
    await merge(gone.id, kept.id);
    expect(await holders(db, kept.id)).toEqual([own]);
    expect(await holders(db, gone.id)).toEqual([`${theirs} revoked`]);
  });

  test("bring over the only certificate that was issued", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    const issued = await certify(gone.id, day(1));
    await certify(kept.id, null);
    await merge(gone.id, kept.id);
    expect(await holders(db, kept.id)).toEqual([issued]);
  });

  test("wait for a person to decide when one certificate was revoked and the other not", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    await certify(gone.id, day(1));
    await certify(kept.id, day(2), manager.id);
    expect(await merge(gone.id, kept.id)).toEqual({ ok: false, reason: "revoked-credential" });
    const left = await db.execute(sql`select 1 from merges where merged_user_id = ${gone.id}`);
    expect(left).toHaveLength(0);
  });

  test("wait for a person too when one certificate is suspended and the other not", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    await certify(gone.id, day(1));
    const suspended = await certify(kept.id, day(2));
    await db.insert(suspensions).values({
      ...{ id: newId(), credentialId: suspended, suspendedBy: manager.id, suspendedAt: now },
    });
    expect(await merge(gone.id, kept.id)).toEqual({ ok: false, reason: "revoked-credential" });
  });

  test("take what was superseded along with its successor", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    const first = await certify(gone.id, day(1));
    await db.execute(sql`update credentials set superseded_at = now() where id = ${first}`);
    const second = await certify(gone.id, day(2));
    await certify(kept.id, null);
    await merge(gone.id, kept.id);
    expect((await holders(db, kept.id)).sort()).toEqual([first, second].sort());
  });

  test("are not a way to revoke more than one person may alone", async () => {
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    const outcomes = [];
    for (let done = 0; done < 11; done += 1) {
      const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
      await certify(gone.id, day(1));
      await certify(kept.id, day(2));
      const pair = { gone: gone.id, kept: kept.id, reason: "La misma" };
      const outcome = await mergeAccounts(db, viewer, pair, now);
      outcomes.push(outcome.ok ? "merged" : outcome.reason);
    }
    expect(outcomes).toEqual([...Array(10).fill("merged"), "too-many-revocations"]);
  });

  test("are merged once when it is asked twice at once", async () => {
    const [gone, kept] = [await insertOfficial(db), await insertOfficial(db)];
    const results = await Promise.all([merge(gone.id, kept.id), merge(gone.id, kept.id)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("give no way into the account that went, nor its roles", async () => {
    const old = await insertViewer(db, { roles: ["trainer"] });
    const kept = await insertViewer(db);
    await merge(old.viewer.id, kept.viewer.id);
    expect((await visit("/mi/perfil", { cookie: old.cookie })).status).toBe(303);
    expect((await visit("/autoria", { cookie: kept.cookie })).status).toBe(404);
  });

  test("are not merged by a manager when the one that goes administers", async () => {
    const { viewer: admin } = await insertViewer(db, { roles: ["admin"] });
    const kept = await insertOfficial(db);
    expect(await merge(admin.id, kept.id)).toEqual({ ok: false, reason: "not-allowed" });
  });

  test("are not merged by a manager into one that administers: its address would be a way in", async () => {
    const { viewer: admin } = await insertViewer(db, { roles: ["admin"] });
    const own = await insertOfficial(db, { email: "gerente@correo.example" });
    expect(await merge(own.id, admin.id)).toEqual({ ok: false, reason: "not-allowed" });
    const [kept] = await db.execute(sql`select email from users where id = ${admin.id}`);
    expect(kept?.email).toBeNull();
    expect((await merge(own.id, manager.id)).ok).toBe(true);
  });

  test("are compared side by side before, and the reason is asked for", async () => {
    const gone = await insertOfficial(db, { fullName: "Ana Lopes" });
    const kept = await insertOfficial(db, { fullName: "Ana López" });
    const pair = { de: gone.username, a: kept.username };
    const path = `/gestion/personas/unir?${new URLSearchParams(pair)}`;
    const page = await (await visit(path, { cookie })).text();
    expect(page).toContain("Ana Lopes");
    expect(page).toContain("Ana López");
    const refused = await visit(path, { cookie, form: { ...pair, reason: "" } });
    expect(refused.status).toBe(400);
    const merged = await visit(path, { cookie, form: { ...pair, reason: "Misma persona" } });
    expect(merged.headers.get("location")).toBe(`/gestion/personas/${kept.id}?aviso=unidas`);
  });
});
