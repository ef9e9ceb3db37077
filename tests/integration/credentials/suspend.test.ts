import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { revoke } from "#app/domain/credentials/revoke.server.ts";
import { lift, suspend } from "#app/domain/credentials/suspend.server.ts";
import {
  CERTIFICATION,
  insertCertificate,
  isOrdered,
  verbsOf,
} from "#tests/factories/certificates.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite } from "#tests/setup/site.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const now = new Date("2026-11-21T18:00:00Z");
const note = "Hay una denuncia que se está revisando.";
const { viewer: manager, cookie } = await insertViewer(db, { roles: ["manager"] });

const change = (credentialId: string) => ({ credentialId, note });
const isSet = async (id: string) =>
  (
    await db.execute<{ is_set: boolean }>(
      sql`select is_set from credential_statuses where credential_id = ${id}`,
    )
  )[0]?.is_set;

describe("a suspension", () => {
  test("sets the bit and lifting clears it, each with its statement and the lists to sign", async () => {
    const { id } = await insertCertificate(db, CERTIFICATION);
    expect(await suspend(db, manager, change(id), now)).toEqual({
      ok: true,
      value: { suspended: true },
    });
    expect(await isSet(id)).toBe(true);
    expect(await isOrdered(db, "sign-lists")).toBe(true);
    expect((await lift(db, manager, change(id), now)).ok).toBe(true);
    expect(await isSet(id)).toBe(false);
    expect(await verbsOf(db, id)).toEqual(["suspended", "lifted"]);
  });

  test("of twenty at the same time is one, and so is lifting it", async () => {
    const { id } = await insertCertificate(db, CERTIFICATION);
    const twenty = Array.from({ length: 20 });
    await Promise.all(twenty.map(() => suspend(db, manager, change(id), now)));
    await Promise.all(twenty.map(() => lift(db, manager, change(id), now)));
    expect(await verbsOf(db, id)).toEqual(["suspended", "lifted"]);
  });

  test("can come again after it was lifted", async () => {
    const { id } = await insertCertificate(db, CERTIFICATION);
    await suspend(db, manager, change(id), now);
    await lift(db, manager, change(id), now);
    await suspend(db, manager, change(id), now);
    expect(await isSet(id)).toBe(true);
  });

  test("is refused where the list says revocations only, with what to do instead", async () => {
    const { id } = await insertCertificate(db);
    const refused = { ok: false, reason: "only-revocable" };
    expect(await suspend(db, manager, change(id), now)).toEqual(refused);
    const address = `/gestion/certificados/${id}/suspension`;
    const page = await (await visit(address, { cookie })).text();
    expect(page).toContain("solo dice revocaciones");
    expect(page).toContain("Puede revocarlo");
    const offers = await (await visit(`/gestion/certificados/${id}`, { cookie })).text();
    expect(offers).not.toContain(address);
    const answer = await visit(address, { cookie, form: { note, hacer: "suspender" } });
    expect(answer.status).toBe(400);
  });

  test("of a revoked certificate is not lifted: the bit stays", async () => {
    const { id } = await insertCertificate(db, CERTIFICATION);
    await suspend(db, manager, change(id), now);
    await revoke(db, manager, { credentialId: id, reason: "fraud", note }, now);
    expect(await lift(db, manager, change(id), now)).toEqual({ ok: false, reason: "revoked" });
    expect(await suspend(db, manager, change(id), now)).toEqual({ ok: false, reason: "revoked" });
    expect(await isSet(id)).toBe(true);
  });

  test("is done and undone from the certificate's page, which tells who and why", async () => {
    const { id } = await insertCertificate(db, CERTIFICATION);
    const address = `/gestion/certificados/${id}/suspension`;
    const before = await (await visit(`/gestion/certificados/${id}`, { cookie })).text();
    expect(before).toContain(address);
    const without = await visit(address, { cookie, form: { note: "", hacer: "suspender" } });
    expect(without.status).toBe(400);
    await visit(address, { cookie, form: { note, hacer: "suspender" } });
    const page = await (await visit(`/gestion/certificados/${id}`, { cookie })).text();
    expect(page).toContain(`Lo suspendió ${manager.fullName}`);
    expect(page).toContain(note);
    const lifted = await visit(address, { cookie, form: { note, hacer: "levantar" } });
    expect(lifted.headers.get("location")).toBe(`/gestion/certificados/${id}?aviso=levantado`);
  });
});
