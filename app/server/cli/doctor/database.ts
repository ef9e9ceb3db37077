import postgres from "postgres";
import { withoutPassword } from "../../postgres/reachable.ts";
import { appliedMigrations, type Transaction } from "../archive/catalogue.ts";
import { knownMigrations } from "../archive/schema-version.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** A job that was due this many minutes ago and nobody took. */
const stuckMinutes = 10;

/** Seconds that two clocks may differ before signed dates become doubtful. */
const clockTolerance = 5;

/** Everything that the database at `url` tells, in one read-only transaction. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await client.begin("read only", async (tx) => [
      ok("Database", withoutPassword(url)),
      await checkVersion(tx),
      await checkEncoding(tx),
      await checkRights(tx),
      await checkClock(tx),
      await checkMigrations(tx),
      await checkJobs(tx),
    ]);
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    const advice = "Check DATABASE_URL, and that the server runs and lets this account in";
    return [fail("Database", `${withoutPassword(url)}: ${message || code}`, advice)];
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function checkVersion(tx: Transaction): Promise<Finding> {
  const [row] = await tx`select current_setting('server_version_num')::int as number`;
  const major = Math.floor((row?.number ?? 0) / 10_000);
  return major >= 15
    ? ok("Postgres", `version ${major}`)
    : fail("Postgres", `version ${major}`, "Cabildo needs 15 or later");
}

async function checkEncoding(tx: Transaction): Promise<Finding> {
  const [row] = await tx<{ encoding: string; sorted: boolean }[]>`
    select current_setting('server_encoding') as encoding,
      (select array_agg(word order by word) from unnest(array['zona', 'ñandú', 'ola', 'árbol']) word)
        = array['árbol', 'ñandú', 'ola', 'zona'] as sorted`;
  if (row?.encoding !== "UTF8") {
    const advice = "Create the database with encoding UTF8; a backup can be restored into it";
    return fail("Encoding", row?.encoding ?? "unknown", advice);
  }
  return row.sorted
    ? ok("Encoding", "UTF8, sorted as in Spanish")
    : warn(
        "Encoding",
        "UTF8, but ñ and accents sort after z",
        "Create the database with an ICU collation (locale_provider icu, icu_locale 'es')",
      );
}

async function checkRights(tx: Transaction): Promise<Finding> {
  const [row] = await tx<{ create: boolean; superuser: boolean; role: string }[]>`
    select current_user as role, rolsuper as superuser,
      has_schema_privilege('public', 'create')
        and has_database_privilege(current_database(), 'create') as create
    from pg_roles where rolname = current_user`;
  if (!row?.create) {
    const advice = "Make that role the owner of the database (alter database … owner to …)";
    return fail("Role", `${row?.role} may not create tables`, advice);
  }
  return row.superuser
    ? warn("Role", `${row.role} is a superuser`, "Use a role of its own that owns the database")
    : ok("Role", `${row.role} may migrate`);
}

async function checkClock(tx: Transaction): Promise<Finding> {
  const before = Date.now();
  const [row] = await tx<{ now: Date }[]>`select clock_timestamp() as now`;
  const middle = (before + Date.now()) / 2;
  const apart = Math.abs((row?.now.getTime() ?? 0) - middle) / 1000;
  const text = `${apart.toFixed(1)} s from the database's`;
  return apart <= clockTolerance
    ? ok("Clock", text)
    : warn("Clock", text, "Let both machines take the time from the network (NTP)");
}

async function checkMigrations(tx: Transaction): Promise<Finding> {
  const applied = await appliedMigrations(tx);
  const known = knownMigrations();
  if (applied.some((hash, index) => hash !== known[index])) {
    return fail(
      "Schema",
      "made by another version of Cabildo",
      "Start the version that made it, or restore a backup made before",
    );
  }
  const missing = known.length - applied.length;
  return missing === 0
    ? ok("Schema", `current (${known.length} migrations)`)
    : warn("Schema", `${missing} migrations to apply`, "npm start applies them");
}

async function checkJobs(tx: Transaction): Promise<Finding> {
  const [table] = await tx`select to_regclass('graphile_worker._private_jobs') as name`;
  if (!table?.name) return warn("Worker", "no queue yet", "npm start creates it");
  const [row] = await tx<{ stuck: number; failed: number }[]>`
    select count(*) filter (where attempts < max_attempts
        and greatest(run_at, locked_at) < now() - make_interval(mins => ${stuckMinutes}))::int as stuck,
      count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker._private_jobs`;
  if (row && row.stuck > 0) {
    const text = `${row.stuck} jobs wait for more than ${stuckMinutes} minutes`;
    return fail("Worker", text, "See that npm start (or npm run worker) runs, and its log");
  }
  return row && row.failed > 0
    ? warn("Worker", `${row.failed} jobs were given up`, "The worker's log says why")
    : ok("Worker", "no job is late");
}
