import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { setProgram } from "#app/domain/program/commands.server.ts";
import { goalCsv, goalJson } from "#app/domain/program/export.ts";
import type { PublishedGoal } from "#app/domain/program/figures.ts";
import { currentProgram, goalVersion, publishedGoal } from "#app/domain/program/queries.server.ts";
import { ask } from "#app/server/question.ts";
import { record } from "#app/server/statements.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { insertAgents, insertProgram } from "#tests/factories/program.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const now = new Date("2026-11-21T18:00:00Z");

/** Row by row: truncating cascades to the log of certificates, which refuses. */
beforeEach(async () => {
  for (const table of [
    ...["revocations", "credentials", "achievements"],
    ...["affiliations", "merges", "programs"],
  ]) {
    await db.execute(sql`delete from ${sql.identifier(table)}`);
  }
});

const goal = async () => (await ask(db, publishedGoal(now))) as PublishedGoal;

describe("the goal counts", () => {
  test("nothing until the programme is named", async () => {
    expect(await ask(db, publishedGoal(now))).toBeNull();
  });

  test("distinct people with a valid certification, where their municipality confirmed them", async () => {
    await insertProgram(db);
    await insertAgents(db, { organizationId: "GT-0902", people: 9 });
    await insertAgents(db, { organizationId: "GT-0101", people: 30 });
    await insertAgents(db, { organizationId: "CL-14101", people: 12 });
    await insertAgents(db, { organizationId: "CL-14101", people: 7, confirmed: false });
    const { certified, countries, divisions, municipalities } = await goal();
    expect(certified).toBe(51);
    expect(countries).toMatchObject([
      { code: "CL", people: 12 },
      { code: "GT", people: 39 },
    ]);
    expect(divisions).toContainEqual(expect.objectContaining({ code: "GT-09", people: 9 }));
    expect(municipalities).toContainEqual(
      expect.objectContaining({ name: "Salcajá", parent: "GT-09", people: 9 }),
    );
  });

  test("nobody whose certificate was revoked or has expired", async () => {
    await insertProgram(db);
    const [first, second] = await insertAgents(db, { organizationId: "GT-0902", people: 20 });
    const { viewer } = await insertViewer(db, { roles: ["manager"] });
    await db.execute(sql`
      insert into revocations (credential_id, revoked_by, reason)
      select id, ${viewer.id}, 'error' from credentials where user_id = ${first ?? ""}`);
    await db.execute(sql`
      update credentials set expires_at = '2026-11-20' where user_id = ${second ?? ""}`);
    expect((await goal()).certified).toBe(18);
  });

  test("two accounts of one person once", async () => {
    await insertProgram(db);
    const [kept, merged] = await insertAgents(db, { organizationId: "GT-0902", people: 20 });
    await db.execute(sql`
      insert into merges (merged_user_id, kept_user_id, merged_by, reason)
      values (${merged ?? ""}, ${kept ?? ""}, ${kept ?? ""}, 'la misma persona')`);
    expect((await goal()).certified).toBe(19);
  });

  test("only the countries of the programme", async () => {
    await insertProgram(db, { countries: ["CL"] });
    await insertAgents(db, { organizationId: "GT-0902", people: 9 });
    await insertAgents(db, { organizationId: "CL-14101", people: 6 });
    expect((await goal()).certified).toBe(6);
  });

  test("each person in the month of the first certificate", async () => {
    await insertProgram(db);
    await insertAgents(db, {
      organizationId: "GT-0902",
      people: 9,
      issuedAt: "2026-03-01T02:00:00Z",
    });
    await insertAgents(db, {
      organizationId: "GT-0902",
      people: 8,
      issuedAt: "2026-05-15T12:00:00Z",
    });
    const { months } = await goal();
    expect(months).toHaveLength(11);
    expect(months.map(({ people }) => people)).toEqual([0, 9, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
    expect(months.at(-1)).toMatchObject({ total: 17 });
  });
});

describe("what is published", () => {
  test("hides few people, and who would tell them, in every output alike", async () => {
    await insertProgram(db);
    for (const [organizationId, people] of [
      ["GT-0901", 3],
      ["GT-0902", 7],
      ["GT-0903", 40],
      ["GT-0101", 60],
      ["CL-14101", 2],
    ] as const) {
      await insertAgents(db, { organizationId, people });
    }
    const published = await goal();
    const of = (code: string) => published.municipalities.find((row) => row.code === code);
    expect(of("GT-0901")?.people).toBeNull();
    expect(of("GT-0902")?.people).toBeNull();
    expect(of("GT-0903")?.people).toBe(40);
    expect(published.countries.find(({ code }) => code === "CL")).toMatchObject({
      people: 2,
      detailed: false,
    });
    expect(of("CL-14101")).toBeUndefined();
    const csv = goalCsv(published);
    expect(csv).toContain("municipio,GT-0901,Quetzaltenango,GT-09,,si\r\n");
    expect(csv).toContain("certificadas,,Programa de Innovación Pública Municipal,,112,no\r\n");
    const json = goalJson(published, now);
    expect(json.por_municipio.map(({ codigo, personas }) => [codigo, personas])).toEqual(
      published.municipalities.map(({ code, people }) => [code, people]),
    );
  });
});

describe("the version of the goal's page", () => {
  test.each([
    ...(["earned", "revoked", "suspended", "lifted", "superseded"] as const),
    ...(["confirmed", "ended", "merged", "erased"] as const),
  ])("changes when somebody's certificate or municipality does: %s", async (verb) => {
    const before = await goalVersion(db);
    expect(await goalVersion(db)).toBe(before);
    await db.transaction((tx) =>
      record(tx, { actorId: null, verb, objectType: "credential", objectId: "x" }),
    );
    expect(await goalVersion(db)).not.toBe(before);
  });

  test("changes when a statement commits after another with a later id", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started = () => {};
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    const statement = { actorId: null, verb: "earned", objectType: "credential" } as const;
    const slow = db.transaction(async (tx) => {
      await record(tx, { ...statement, objectId: "slow" });
      started();
      await held;
    });
    await begun;
    await db.transaction((tx) => record(tx, { ...statement, objectId: "quick" }));
    const before = await goalVersion(db);
    release();
    await slow;
    expect(await goalVersion(db)).not.toBe(before);
  });
});

describe("naming the programme", () => {
  const form = {
    name: "Programa Nacional",
    "countries[]": ["GT" as const],
    goal: 5000,
    startsOn: "2026-02-01",
    years: 4,
  };

  test("is for administrators and managers, and makes one programme however often", async () => {
    const { viewer } = await insertViewer(db, { roles: ["admin"] });
    await Promise.all([
      setProgram(db, viewer, form, now),
      setProgram(db, viewer, { ...form, name: "Otro nombre" }, now),
    ]);
    await setProgram(db, viewer, { ...form, goal: 600 }, now);
    expect(await currentProgram(db)).toMatchObject({
      name: "Programa Nacional",
      goal: 600,
      startsOn: "2026-02-01",
      achievementId: "agente-innovacion-publica",
    });
    expect(await db.execute(sql`select 1 from programs`)).toHaveLength(1);
  });

  test.each([
    { roles: ["official" as const] },
    { roles: ["auditor" as const] },
    { roles: ["admin" as const], secondFactor: "needed" as const },
  ])("is refused to %j", async (who) => {
    const { viewer } = await insertViewer(db, who);
    expect(await setProgram(db, viewer, form, now)).toEqual({ ok: false, reason: "not-allowed" });
  });
});
