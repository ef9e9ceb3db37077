import { withDatabaseUrl } from "/work/main/app/server/cli/with-database.ts";
import { readConfig } from "/work/main/app/server/config.ts";
import { migrateToLatest } from "/work/main/app/server/migrate.ts";
import postgres from "/work/main/node_modules/postgres/src/index.js";

await withDatabaseUrl(readConfig(), async (url) => {
  await migrateToLatest(url);
  const sql = postgres(url, { max: 1 });
  await sql`insert into rate_limits select E'línea\n\t\\ñ' || i, i, now() from generate_series(1, ${process.argv[2] ?? "1000"}::int) i`;
  await sql`insert into organizations select 'o'||i, 'municipality', repeat('ñandú ', 50)||i, 'GT-01' from generate_series(1, 1000) i on conflict do nothing`.catch(
    (e) => console.log(e.message),
  );
  await sql`select graphile_worker.add_job('mail.send', ${sql.json({ a: "x\ny\t\\z", n: 1 })}, job_key := 'k1', run_at := now() + interval '1 day')`;
  console.log(await sql`select version()`);
  await sql.end();
});
