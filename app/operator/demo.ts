import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { syncCourses } from "#app/domain/courses/sync.server.ts";
import { finishIssuing } from "#app/domain/credentials/finish-issuing.server.ts";
import { hashPassword } from "#app/domain/people/passwords.server.ts";
import { loadReference } from "#app/domain/people/reference.server.ts";
import { Refusal, say, UsageError } from "#app/server/cli/command.ts";
import { withDatabase } from "#app/server/cli/with-database.ts";
import { type Config, readConfig } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";
import { sealStatements } from "#app/server/seal.ts";
import { loadSecret, type Secret } from "#app/server/secret.ts";
import { CAST_OFFICIALS, type CastOptions, type Login, loginsOf } from "#db/seeds/demo/cast.ts";
import { fill } from "#db/seeds/demo/fill.ts";
import { readWorld } from "#db/seeds/demo/read-world.ts";
import { coursesFolder, syncPorts } from "./content-sync.ts";

/** More would take hours, and no country has them. */
const MOST = 500_000;

/**
 * Fills a database without real people with a plausible programme: three years of
 * history up to the start of today (UTC), the same for the same seed and day. All
 * of it is written, or nothing. The last line printed is JSON: who can log in, and
 * certificates worth showing.
 */
export async function run(args: string[]): Promise<number> {
  const { officials, seed } = readArguments(args);
  const config = readConfig();
  return withDatabase(config, async (db, { url }) => {
    await refuseIfUsed(db);
    await loadReference(db);
    await syncIfEmpty(db);
    const logins = loginsOf(seed);
    const cast = await castOf(logins, loadSecret(config));
    const world = await readWorld(db, {
      seed,
      officials,
      now: startOfToday(),
      origin: originOf(config),
      trial: config.publicUrl === null,
      passwordHash: cast.hashes.get("official") ?? "",
      staff: {
        managerId: idOf(logins, "manager"),
        trainerId: idOf(logins, "trainer"),
      },
    });
    if (!world)
      throw new Refusal("content/ has no course with an exam and a certification to show");
    say(`Filling the database with ${officials} officials, seed ${seed}`);
    const certificates = await fill({ url, world, cast, log: say });
    say("Signing the certificates worth showing");
    const ids = Object.values(certificates).map((address) => address.split("/").at(-1) ?? "");
    await finishIssuing(db, { config, origin: originOf(config) }, ids, new Date());
    say("Sealing the record");
    while ((await sealStatements(db)) > 0);
    say(JSON.stringify({ logins: shownLogins(logins), certificates }));
    return 0;
  });
}

const originOf = ({ publicUrl, host, port }: Config): string =>
  publicUrl ?? `http://${host}:${port}`;

function readArguments(args: string[]): { officials: number; seed: string } {
  const { values } = parseArgs({
    args,
    options: { officials: { type: "string" }, seed: { type: "string" } },
  });
  const officials = Number(values.officials);
  if (!Number.isInteger(officials) || officials < CAST_OFFICIALS || officials > MOST) {
    throw new UsageError(`--officials takes a number from ${CAST_OFFICIALS} to ${MOST}`);
  }
  // Passwords come from the seed: one that nobody chose cannot be guessed.
  return { officials, seed: values.seed ?? randomBytes(6).toString("hex") };
}

async function refuseIfUsed(db: Database): Promise<void> {
  const [found] = await db.execute<{ real: boolean; filled: boolean }>(sql`
    select exists (select from users where not demonstration) as real,
      exists (select from users where demonstration) as filled`);
  if (found?.real) throw new Refusal("This database has real people: the demonstration stays out");
  if (found?.filled) {
    throw new Refusal(
      "This database already has a demonstration: empty it, or set DATA_DIR to another folder",
    );
  }
}

async function syncIfEmpty(db: Database): Promise<void> {
  const offered = await db.execute(
    sql`select 1 from courses where current_edition_id is not null limit 1`,
  );
  if (offered.length > 0) return;
  say("Bringing content/ into the database");
  await syncCourses(db, coursesFolder, syncPorts);
}

async function castOf(logins: readonly Login[], secret: Secret): Promise<CastOptions> {
  const hashes: CastOptions["hashes"] = new Map(
    await Promise.all(
      logins.map(async ({ role, password }) => [role, await hashPassword(password)] as const),
    ),
  );
  const sealed: CastOptions["sealed"] = new Map(
    logins.flatMap(({ role, totpSecret }) =>
      totpSecret ? [[role, secret.seal("totp", totpSecret)] as const] : [],
    ),
  );
  return { logins, hashes, sealed };
}

const idOf = (logins: readonly Login[], wanted: Login["role"]): string =>
  logins.find(({ role }) => role === wanted)?.id ?? "";

function shownLogins(logins: readonly Login[]) {
  return Object.fromEntries(
    logins.map(({ role, email, username, password, totpSecret }) => [
      role,
      { email, username, password, ...(totpSecret && { totpSecret }) },
    ]),
  );
}

/** Midnight in UTC: two runs of one day tell the same history. */
function startOfToday(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}
