import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { ALONE } from "#app/domain/credentials/revocation-limit.ts";
import { decideRevocation, revoke } from "#app/domain/credentials/revoke.server.ts";
import { waiting, waitingFor } from "#app/domain/credentials/waiting-queries.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { insertCertificate, isOrdered, verbsOf } from "#tests/factories/certificates.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const now = new Date("2026-11-21T18:00:00Z");
const why = { reason: "error", note: "Se emitió a la persona equivocada." } as const;
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

const manager = () => insertViewer(db, { roles: ["manager"] });
const certificate = async () => (await insertCertificate(db)).id;
const revokeNew = async (actor: Viewer, at = now) =>
  revoke(db, actor, { credentialId: await certificate(), ...why }, at);

/** Somebody who has revoked as many as one person may. */
async function exhausted() {
  const who = await manager();
  for (let done = 0; done < ALONE; done += 1) await revokeNew(who.viewer);
  return who;
}

/** A revocation that waits, and who asked for it. */
async function asked() {
  const who = await exhausted();
  const credentialId = await certificate();
  const outcome = await revoke(db, who.viewer, { credentialId, ...why }, now);
  expect(outcome).toEqual({ ok: true, value: "waits" });
  const [row] = await db.execute<{ id: string }>(
    sql`select id from revocation_requests where credential_id = ${credentialId}`,
  );
  return { ...who, credentialId, requestId: row?.id ?? "" };
}

const isRevoked = async (id: string) =>
  (await db.execute(sql`select 1 from revocations where credential_id = ${id}`)).length > 0;
const isSet = async (id: string) =>
  (
    await db.execute<{ is_set: boolean }>(
      sql`select is_set from credential_statuses where credential_id = ${id}`,
    )
  )[0]?.is_set;

describe("revoking", () => {
  test("sets the bit of the list and has the lists signed, in the same transaction", async () => {
    const { viewer } = await manager();
    const credentialId = await certificate();
    await revoke(db, viewer, { credentialId, ...why }, now);
    expect(await isSet(credentialId)).toBe(true);
    expect(await isOrdered(db, "sign-lists")).toBe(true);
    expect(await verbsOf(db, credentialId)).toEqual(["revoked"]);
  });

  test("is one's own for ten certificates in 24 hours, and asked for from the eleventh", async () => {
    const { viewer } = await exhausted();
    expect(await revokeNew(viewer)).toEqual({ ok: true, value: "waits" });
    expect(await revokeNew(viewer, hours(23.9))).toEqual({ ok: true, value: "waits" });
    expect(await revokeNew(viewer, hours(24))).toEqual({ ok: true, value: "revoked" });
  });

  test("of thirty at the same time passes no more than ten", async () => {
    const { viewer } = await manager();
    const ids = await Promise.all(Array.from({ length: 30 }, certificate));
    const outcomes = await Promise.all(
      ids.map((credentialId) => revoke(db, viewer, { credentialId, ...why }, now)),
    );
    const counted = (value: string) =>
      outcomes.filter((outcome) => outcome.ok && outcome.value === value).length;
    expect([counted("revoked"), counted("waits")]).toEqual([10, 20]);
  });

  test("one by two people at the same time is done once, and says so to the other", async () => {
    const [one, other] = [await manager(), await manager()];
    const credentialId = await certificate();
    const outcomes = await Promise.all(
      [one, other].map(({ viewer }) => revoke(db, viewer, { credentialId, ...why }, now)),
    );
    expect(outcomes.map((outcome) => outcome.ok && outcome.value).sort()).toEqual([
      "revoked",
      "was-revoked",
    ]);
    expect(await verbsOf(db, credentialId)).toEqual(["revoked"]);
  });

  test("what waits is not revoked by somebody else past who asked", async () => {
    const { credentialId } = await asked();
    const { viewer } = await manager();
    const outcome = await revoke(db, viewer, { credentialId, ...why }, now);
    expect(outcome).toEqual({ ok: true, value: "waits" });
    expect(await isRevoked(credentialId)).toBe(false);
  });
});

describe("what another person decides", () => {
  test("is revoked in the name of both when it is approved, and counts for neither", async () => {
    const { viewer, credentialId, requestId } = await asked();
    const other = await manager();
    const approve = { requestId, approved: true };
    expect(await decideRevocation(db, other.viewer, approve, now)).toEqual({
      ok: true,
      value: { decided: true },
    });
    expect(await isRevoked(credentialId)).toBe(true);
    expect(await isSet(credentialId)).toBe(true);
    const [row] = await db.execute(sql`
      select r.revoked_by, q.decided_by from revocations r
      join revocation_requests q on q.credential_id = r.credential_id
      where r.credential_id = ${credentialId}`);
    expect(row).toEqual({ revoked_by: viewer.id, decided_by: other.viewer.id });
    expect(await verbsOf(db, credentialId)).toEqual(["requested", "revoked"]);
    expect((await revokeNew(other.viewer)).ok).toBe(true);
  });

  test("stays as it was when it is declined, and can be asked for again", async () => {
    const { viewer, credentialId, requestId } = await asked();
    const { viewer: other } = await manager();
    await decideRevocation(db, other, { requestId, approved: false }, now);
    expect(await isRevoked(credentialId)).toBe(false);
    const again = await decideRevocation(db, other, { requestId, approved: true }, now);
    expect(again).toEqual({ ok: true, value: { decided: false } });
    expect(await isRevoked(credentialId)).toBe(false);
    await revoke(db, viewer, { credentialId, ...why }, now);
    expect(await verbsOf(db, credentialId)).toEqual(["requested", "declined", "requested"]);
  });

  test("is not for who asked, nor for who has not the right or the second factor", async () => {
    const { viewer, requestId } = await asked();
    const decide = (actor: Viewer) =>
      decideRevocation(db, actor, { requestId, approved: true }, now);
    expect(await decide(viewer)).toEqual({ ok: false, reason: "own-request" });
    const { viewer: auditor } = await insertViewer(db, { roles: ["auditor"] });
    const { viewer: bare } = await insertViewer(db, { roles: ["admin"], secondFactor: "needed" });
    for (const actor of [auditor, bare]) {
      expect(await decide(actor)).toEqual({ ok: false, reason: "not-allowed" });
    }
  });

  test("is told to the others on their first page, with the way to decide", async () => {
    const { cookie, viewer, requestId, credentialId } = await asked();
    const other = await manager();
    expect(await waitingFor(db, other.viewer)).toBe((await waitingFor(db, viewer)) + 1);
    const start = await (await visit("/gestion", { cookie: other.cookie })).text();
    expect(start).toContain("/gestion/certificados/por-decidir");
    const mine = (await waiting(db, viewer)).revocations.find(({ id }) => id === requestId);
    expect(mine?.own).toBe(true);
    const address = "/gestion/certificados/por-decidir";
    const own = await visit(address, { cookie, form: { id: requestId, hacer: "aprobar" } });
    expect(own.status).toBe(404);
    const page = await (await visit(address, { cookie: other.cookie })).text();
    expect(page).toContain(requestId);
    const form = { id: requestId, hacer: "aprobar" };
    expect((await visit(address, { cookie: other.cookie, form })).status).toBe(303);
    expect(await isRevoked(credentialId)).toBe(true);
  });
});

describe("no interleaving", () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);

  test(`revokes more than ten in 24 hours without a second person (SEED=${seed})`, async () => {
    const random = dice(seed);
    const people = [await manager(), await manager(), await manager()].map(({ viewer }) => viewer);
    const ids = await Promise.all(Array.from({ length: 60 }, certificate));
    const pick = <One>(from: readonly One[]): One =>
      from[Math.floor(random() * from.length)] as One;
    for (let round = 0; round < 25; round += 1) {
      const at = hours(round * 1.5 * random());
      const open = await db.execute<{ id: string }>(
        sql`select id from revocation_requests where decided_at is null`,
      );
      await Promise.all(
        Array.from({ length: 8 }, () => {
          const actor = pick(people);
          const request = open.length > 0 && random() < 0.4 ? pick(open) : null;
          return request
            ? decideRevocation(db, actor, { requestId: request.id, approved: random() < 0.7 }, at)
            : revoke(db, actor, { credentialId: pick(ids), ...why }, at);
        }),
      );
    }
    const done = await db.execute<{ by: string; at: string; second: string | null }>(sql`
      select r.revoked_by as by, r.revoked_at as at, q.decided_by as second from revocations r
      left join revocation_requests q on q.credential_id = r.credential_id and q.approved
      where r.revoked_by in (${sql.join(
        people.map(({ id }) => sql`${id}`),
        sql`, `,
      )})`);
    expect(done.length, `SEED=${seed}`).toBeGreaterThan(ALONE);
    for (const { id } of people) {
      const alone = done.filter(({ by, second }) => by === id && second === null);
      const moments = alone.map(({ at }) => new Date(at).getTime());
      for (const from of moments) {
        const within = moments.filter((moment) => moment >= from && moment < from + 86_400_000);
        expect(within.length, `SEED=${seed}`).toBeLessThanOrEqual(ALONE);
      }
      expect(done.some(({ by, second }) => by === second)).toBe(false);
    }
  });
});
