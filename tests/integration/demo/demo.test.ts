import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { isPassword } from "#app/domain/people/passwords.server.ts";
import { ROLES } from "#app/domain/people/viewer.ts";
import { checkSeals } from "#app/server/seal.ts";
import { insertOfficial } from "#tests/factories/people.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const OFFICIALS = 200;

/** The command as an operator gives it; its last line, or what it refused. */
async function demo(db: TestDatabase, ...args: string[]) {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: db.url,
    DATA_DIR: mkdtempSync(join(tmpdir(), "cabildo-demo-")),
    PUBLIC_URL: "https://cabildo.example",
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["app/cli.ts", "demo", "--officials", String(OFFICIALS), ...args],
    { env },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

const first = await freshDatabase();
const printed = await demo(first, "--seed", "quetzal");

/** How many rows a condition finds. */
async function count(db: TestDatabase, what: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${what}`,
  );
  return row?.count ?? -1;
}

describe("the demonstration", () => {
  test("has as many officials as were asked for, beside the staff", async () => {
    expect(await count(first, sql`users where demonstration`)).toBe(OFFICIALS + ROLES.length - 1);
  });

  test("prints who can log in, by role, with passwords that are right", async () => {
    expect(Object.keys(printed.logins)).toEqual([...ROLES]);
    for (const { email, password } of Object.values<Record<string, string>>(printed.logins)) {
      const [user] = await first.execute<{ password_hash: string }>(
        sql`select password_hash from users where email = ${email}`,
      );
      expect(await isPassword(user?.password_hash ?? null, password ?? "")).toBe(true);
    }
    expect(printed.logins.admin.totpSecret).toMatch(/^[A-Z2-7]{32}$/);
  });

  test("prints certificates of every kind, at the site's address", async () => {
    const id = (address: string) => address.replace("https://cabildo.example/verificar/", "");
    const { valid, revoked, expired, kiche } = printed.certificates;
    expect(
      await count(first, sql`credentials where id = ${id(valid)} and expires_at is null`),
    ).toBe(1);
    expect(await count(first, sql`revocations where credential_id = ${id(revoked)}`)).toBe(1);
    expect(
      await count(first, sql`credentials where id = ${id(expired)} and expires_at < now()`),
    ).toBe(1);
    const [holder] = await first.execute<{ name: string }>(
      sql`select claims ->> 'name' as name from credentials where id = ${id(kiche)}`,
    );
    expect(holder?.name).toContain("ʼ");
  });

  test("gives a certificate only to who did the lessons and passed the exam", async () => {
    const unearned = sql`credentials
      join achievements on achievements.id = achievement_id and achievements.edition = achievement_edition
      where not exists (select from attempts where attempts.user_id = credentials.user_id
          and passed and finished_at <= intended_at)
        or 6 > (select count(satisfied_at) from lesson_progress
          join enrollments on enrollments.id = enrollment_id
          where enrollments.user_id = credentials.user_id)`;
    expect(await count(first, sql`credentials`)).toBeGreaterThan(OFFICIALS / 4);
    expect(await count(first, unearned)).toBe(0);
  });

  test("certifies as agents about a quarter of the officials, each with every requirement", async () => {
    const agents = sql`credentials where achievement_id = (select achievement_id from programs)`;
    const share = (await count(first, agents)) / OFFICIALS;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.36);
    const lacking = sql`${agents} and 11 > (select count(*) from requirement_results
      where requirement_results.user_id = credentials.user_id)`;
    expect(await count(first, lacking)).toBe(0);
  });

  test("tells nothing that has not happened yet, and nothing before somebody joined", async () => {
    expect(await count(first, sql`statements where stored_at > now()`)).toBe(0);
    const early = sql`statements join users on users.id = actor_id where stored_at < created_at`;
    expect(await count(first, early)).toBe(0);
  });

  test("has the record of all of it, sealed", async () => {
    const stated = (verb: string, type: string) =>
      count(first, sql`statements where verb = ${verb} and object_type = ${type}`);
    expect(await stated("created", "user")).toBe(await count(first, sql`users`));
    expect(await stated("registered", "course")).toBe(await count(first, sql`enrollments`));
    expect(await stated("earned", "credential")).toBe(
      await count(first, sql`credentials where issued_at is not null`),
    );
    expect(await checkSeals(first)).toBeNull();
    const sealed = sql`statements where id > (select max(last_id) from statement_seals)`;
    expect(await count(first, sealed)).toBe(0);
  });

  test("is the same for the same seed, ids too", async () => {
    const second = await freshDatabase();
    expect(await demo(second, "--seed", "quetzal")).toEqual(printed);
    expect(await fingerprint(second)).toEqual(await fingerprint(first));
  });

  test("is not filled over another one", async () => {
    await expect(demo(first, "--seed", "otra")).rejects.toThrow(/already has a demonstration/);
  });

  test("stays out of a database with real people", async () => {
    const real = await freshDatabase();
    await insertOfficial(real);
    await expect(demo(real)).rejects.toThrow(/has real people/);
    expect(await count(real, sql`users where demonstration`)).toBe(0);
  });
});

/** What there is, without what each installation makes its own: editions, hashes, sealed secrets. */
async function fingerprint(db: TestDatabase) {
  const [row] = await db.execute(sql`
    select
      (select md5(string_agg(concat_ws(' ', id, username, full_name, organization_id, created_at), '|'
        order by id)) from users) as people,
      (select md5(string_agg(concat_ws(' ', id, user_id, score, form), '|' order by id))
        from attempts) as attempts,
      (select md5(string_agg(concat_ws(' ', id, response, answered_at), '|' order by id))
        from responses) as responses,
      (select md5(string_agg(concat_ws(' ', id, code, claims), '|' order by id))
        from credentials) as certificates,
      (select count(*) from statements) as statements`);
  return row;
}
