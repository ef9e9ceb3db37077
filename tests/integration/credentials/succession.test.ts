import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { considerAward } from "#app/domain/credentials/commands.server.ts";
import { correctName } from "#app/domain/credentials/correct-name.server.ts";
import { OWN_CORRECTIONS } from "#app/domain/credentials/holding/name-correction.ts";
import { declineName, reissue } from "#app/domain/credentials/reissue.server.ts";
import { decideRevocation, revoke } from "#app/domain/credentials/revoke.server.ts";
import { isShared, share, unshare } from "#app/domain/credentials/share.server.ts";
import { lift, suspend } from "#app/domain/credentials/suspend.server.ts";
import { publishedGoal } from "#app/domain/program/queries.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { ask } from "#app/server/question.ts";
import {
  CERTIFICATION,
  insertCertificate,
  isOrdered,
  verbsOf,
} from "#tests/factories/certificates.ts";
import { insertCourse, insertProgress, manifestOf } from "#tests/factories/credentials.ts";
import { insertOfficial, insertViewer } from "#tests/factories/people.ts";
import { insertProgram } from "#tests/factories/program.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const now = new Date("2026-11-21T18:00:00Z");
const later = new Date("2026-11-22T18:00:00Z");
const site = { origin: "https://cabildo.example", trial: false };
const note = "Comparamos con su documento de identidad.";
const { viewer: manager } = await insertViewer(db, { roles: ["manager"] });

const rowOf = async (id: string) => {
  const [row] = await db.execute<Record<string, unknown>>(
    sql`select * from credentials where id = ${id}`,
  );
  return row as Record<string, unknown>;
};
const current = async (userId: string) =>
  (
    await db.execute<{ id: string }>(sql`
      select id from credentials where user_id = ${userId} and superseded_at is null`)
  ).map(({ id }) => id);

const correct = (userId: string, credentialId: string, name: string) =>
  correctName(db, { id: userId }, { credentialId, name, why: "" }, site, now);
const corrected = async (userId: string, credentialId: string, name: string) => {
  const outcome = await correct(userId, credentialId, name);
  if (!outcome.ok || outcome.value === "asked") throw new Error(JSON.stringify(outcome));
  return outcome.value.successor;
};

describe("a holder who corrects accents", () => {
  test("gets at once another certificate for the same, and the old one is superseded", async () => {
    const { id, userId, claims } = await insertCertificate(db, CERTIFICATION, {
      name: "Maria Perez",
      expiresAt: new Date("2029-11-01T12:00:00Z"),
    });
    const successor = await corrected(userId, id, "María Pérez");
    const row = await rowOf(successor);
    expect(row.code).not.toBe(claims.code);
    expect(row.claims).toEqual({
      ...claims,
      ...{ id: successor, code: row.code, name: "María Pérez" },
      address: `https://cabildo.example/verificar/${successor}`,
      issuedAt: now.toISOString(),
      awardedAt: claims.issuedAt,
    });
    expect(new Date(String(row.expires_at)).toISOString()).toBe("2029-11-01T12:00:00.000Z");
    expect((await rowOf(id)).superseded_at).not.toBeNull();
    const [succession] = await db.execute(
      sql`select successor_id, reason, made_by from successions where predecessor_id = ${id}`,
    );
    expect(succession).toEqual({ successor_id: successor, reason: "name", made_by: userId });
    expect(await verbsOf(db, id)).toEqual(["superseded"]);
    expect(await verbsOf(db, successor)).toEqual(["created"]);
    expect(await isOrdered(db, `sign ${successor}`)).toBe(true);
    const [user] = await db.execute(sql`select full_name from users where id = ${userId}`);
    expect(user?.full_name).toBe("María Pérez");
  });

  test("twenty times at the same time holds one successor", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "Ana Kan" });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => correct(userId, id, "Ana Kʼan")),
    );
    const ids = outcomes.map((outcome) => (outcome.ok ? JSON.stringify(outcome.value) : outcome));
    expect(new Set(ids).size).toBe(1);
    expect(await current(userId)).toHaveLength(1);
    expect(await verbsOf(db, id)).toEqual(["superseded"]);
  });

  test("and another way at the same time holds one, and is told of it", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "Jose Nunez" });
    const outcomes = await Promise.all(
      ["José Núñez", "José Nuñez"].map((name) => correct(userId, id, name)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "superseded" });
    expect(await current(userId)).toHaveLength(1);
  });

  test("does so three times, and the fourth is looked at", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "Maria Perez" });
    let last = id;
    for (const name of ["María Perez", "María Pérez", "MARÍA PÉREZ"]) {
      last = await corrected(userId, last, name);
    }
    expect(await correct(userId, last, "María Pérez")).toEqual({ ok: true, value: "asked" });
    const chain = await db.execute(sql`select 1 from successions s
      join credentials c on c.id = s.predecessor_id where c.user_id = ${userId}`);
    expect(chain).toHaveLength(OWN_CORRECTIONS);
  });

  test("is refused one that is not theirs, not in force, or already says so", async () => {
    const { id, userId } = await insertCertificate(db, CERTIFICATION, { name: "Maria Perez" });
    const stranger = await insertOfficial(db);
    const tries = async (who: string, name: string) => {
      const outcome = await correct(who, id, name);
      return outcome.ok ? "done" : outcome.reason;
    };
    expect(await tries(stranger.id, "María Pérez")).toBe("unknown");
    expect(await tries(userId, "Maria Perez")).toBe("same-name");
    expect(await tries(userId, "王小明")).toBe("script");
    await suspend(db, manager, { credentialId: id, note }, now);
    expect(await tries(userId, "María Pérez")).toBe("not-in-force");
    await lift(db, manager, { credentialId: id, note }, now);
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    await db.execute(sql`insert into revocation_requests
      (id, credential_id, requested_by, requested_at, reason)
      values (${newId()}, ${id}, ${viewer.id}, now(), 'fraud')`);
    expect(await tries(userId, "María Pérez")).toBe("not-in-force");
  });
});

describe("a holder who asks for another name", () => {
  test("waits for a manager, who issues it, and the request is closed", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "María Peres" });
    expect(await correct(userId, id, "María Pérez Soto")).toEqual({ ok: true, value: "asked" });
    await correct(userId, id, "María Pérez López");
    const open = await db.execute<{ name: string }>(
      sql`select name from name_requests where credential_id = ${id} and decided_at is null`,
    );
    expect(open.map(({ name }) => name)).toEqual(["María Pérez López"]);
    const change = { credentialId: id, name: "María Pérez López", note };
    const outcome = await reissue(db, manager, change, site, now);
    expect(await reissue(db, manager, change, site, now)).toEqual(outcome);
    const [request] = await db.execute(
      sql`select approved, decided_by from name_requests where credential_id = ${id}`,
    );
    expect(request).toEqual({ approved: true, decided_by: manager.id });
    expect(await current(userId)).toEqual([outcome.ok && outcome.value]);
    const [trace] = await db.execute(
      sql`select new_name, corrected_by, reason from name_corrections where user_id = ${userId}`,
    );
    expect(trace).toEqual({
      new_name: "María Pérez López",
      corrected_by: manager.id,
      reason: note,
    });
  });

  test("reads why when it is declined", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "María Peres" });
    await correct(userId, id, "Otra Persona");
    const answer = "Traiga su documento a la municipalidad.";
    await declineName(db, manager, { credentialId: id, answer }, now);
    expect(await verbsOf(db, id)).toEqual(["requested", "declined"]);
    expect(await current(userId)).toEqual([id]);
  });
});

describe("a manager who issues a certificate anew", () => {
  const change = (credentialId: string, name = "María Pérez") => ({ credentialId, name, note });

  test("gives one back to whoever was revoked by mistake, under the same name, once", async () => {
    const { id, userId, claims } = await insertCertificate(db, undefined, { name: "María Pérez" });
    await revoke(db, manager, { credentialId: id, reason: "error", note }, now);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => reissue(db, manager, change(id), site, later)),
    );
    const ids = outcomes.map((outcome) => outcome.ok && outcome.value);
    expect(new Set(ids).size).toBe(1);
    expect(await current(userId)).toEqual([ids[0]]);
    const [succession] = await db.execute(
      sql`select reason from successions where predecessor_id = ${id}`,
    );
    expect(succession?.reason).toBe("reissue");
    expect((await rowOf(String(ids[0]))).claims).toMatchObject({
      awardedAt: claims.issuedAt,
      issuedAt: later.toISOString(),
    });
  });

  test.each([
    { roles: ["official" as const] },
    { roles: ["auditor" as const] },
    { roles: ["admin" as const], secondFactor: "needed" as const },
  ])("is not %j", async (who) => {
    const { id } = await insertCertificate(db);
    const { viewer } = await insertViewer(db, who);
    const refused = { ok: false, reason: "not-allowed" };
    expect(await reissue(db, viewer, change(id), site, now)).toEqual(refused);
    expect(await suspend(db, viewer, { credentialId: id, note }, now)).toEqual(refused);
    expect(await lift(db, viewer, { credentialId: id, note }, now)).toEqual(refused);
  });

  test("does not do it for themselves, nor lifts what is theirs", async () => {
    const own = await insertCertificate(db, CERTIFICATION, { userId: manager.id });
    const refused = { ok: false, reason: "own" };
    expect(await reissue(db, manager, change(own.id), site, now)).toEqual(refused);
    const { viewer: other } = await insertViewer(db, { roles: ["manager"] });
    await suspend(db, other, { credentialId: own.id, note }, now);
    expect(await lift(db, manager, { credentialId: own.id, note }, now)).toEqual(refused);
  });

  test("does not pass what is suspended, expired, or waits to be revoked", async () => {
    const reasonFor = async (id: string) => {
      const outcome = await reissue(db, manager, change(id), site, now);
      return outcome.ok ? "done" : outcome.reason;
    };
    const suspended = await insertCertificate(db, CERTIFICATION, { name: "Ana" });
    await suspend(db, manager, { credentialId: suspended.id, note }, now);
    expect(await reasonFor(suspended.id)).toBe("suspended");
    const expired = await insertCertificate(db, undefined, { expiresAt: now, name: "Ana" });
    expect(await reasonFor(expired.id)).toBe("expired");
    const waits = await insertCertificate(db, undefined, { name: "Ana" });
    const request = newId();
    await db.execute(sql`insert into revocation_requests
      (id, credential_id, requested_by, requested_at, reason)
      values (${request}, ${waits.id}, ${expired.userId}, now(), 'fraud')`);
    expect(await reasonFor(waits.id)).toBe("waits");
    await decideRevocation(db, manager, { requestId: request, approved: false }, now);
    expect(await reasonFor(waits.id)).toBe("done");
  });
});

describe("a certificate with a successor", () => {
  test("is not what its person is given when the course is considered again", async () => {
    const course = manifestOf("agua-segura");
    const edition = await insertCourse(db, course);
    const person = await insertOfficial(db, { fullName: "Maria Perez" });
    await insertProgress(db, person.id, course, edition);
    const award = await considerAward(db, person.id, course.slug, now);
    const id = award.ok ? award.value : "";
    const { claims } = await insertCertificate(db, undefined, { name: "Maria Perez" });
    await db.execute(sql`update credentials set issued_at = ${now.toISOString()}::timestamptz,
      claims = ${JSON.stringify({ ...claims, achievement: { ...claims.achievement, id: course.certificate?.id } })}::jsonb
      where id = ${id}`);
    const successor = await corrected(person.id, id, "María Pérez");
    const again = await considerAward(db, person.id, course.slug, now);
    expect(again).toEqual({ ok: true, value: successor });
  });

  test("hands its sharing on, and unsharing ends it for both", async () => {
    const { id, userId } = await insertCertificate(db, undefined, { name: "Maria Perez" });
    await share(db, { id: userId }, id, now);
    const successor = await corrected(userId, id, "María Pérez");
    expect([await isShared(db, id), await isShared(db, successor)]).toEqual([true, true]);
    await unshare(db, { id: userId }, successor);
    expect([await isShared(db, id), await isShared(db, successor)]).toEqual([false, false]);
    expect(await verbsOf(db, successor)).toEqual(["created", "unshared"]);
  });
});

describe("the goal", () => {
  test("counts the person once, in the month of the first, and not while suspended", async () => {
    await insertProgram(db, { achievementId: "meta-de-prueba" });
    const achievement = { ...CERTIFICATION, id: "meta-de-prueba" };
    const issuedAt = new Date("2026-03-15T12:00:00Z");
    for (let one = 0; one < 6; one += 1) {
      const { id: userId } = await insertOfficial(db, { confirmed: true });
      await insertCertificate(db, achievement, { userId, issuedAt });
    }
    const { id: userId } = await insertOfficial(db, { confirmed: true });
    const held = await insertCertificate(db, achievement, { userId, issuedAt, name: "Ana Kan" });
    const figures = async () => {
      const goal = await ask(db, publishedGoal(now));
      const march = goal?.months.find(({ month }) => month === "2026-03");
      return [goal?.certified, march?.people];
    };
    expect(await figures()).toEqual([7, 7]);
    const first = await corrected(userId, held.id, "Ana Kʼan");
    const second = await corrected(userId, first, "ANA Kʼan");
    expect(await figures()).toEqual([7, 7]);
    await suspend(db, manager, { credentialId: second, note }, now);
    expect(await figures()).toEqual([6, 6]);
    await lift(db, manager, { credentialId: second, note }, now);
    expect(await figures()).toEqual([7, 7]);
    await revoke(db, manager, { credentialId: second, reason: "error", note }, now);
    expect(await figures()).toEqual([6, 6]);
    await reissue(db, manager, { credentialId: second, name: "Ana Kʼan", note }, site, now);
    expect(await figures()).toEqual([7, 7]);
  });
});
