import postgres from "postgres";
import {
  appliedMigrations,
  columnsOf,
  copy,
  copyOut,
  fixTextFormat,
  sequencesOf,
  tablesOf,
} from "./catalogue.ts";
import { pendingJobs } from "./jobs.ts";
import type { Sealed } from "./keys.ts";
import type { Header, RecordWriter, TableRecord, TableTotals } from "./records.ts";

/**
 * Writes the whole database at `url` as it is at one instant, while others go
 * on changing it. `keys`, sealed already, go along. Answers the totals.
 */
export async function dump(
  url: string,
  writer: RecordWriter,
  keys: Sealed | null,
  log: (line: string) => void,
): Promise<TableTotals[]> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const totals = await client.begin("isolation level repeatable read read only", async (tx) => {
      await fixTextFormat(tx);
      const tables = await tablesOf(tx);
      const [server] = await tx`show server_version`;
      const header: Header = {
        cabildoBackup: 1,
        createdAt: new Date().toISOString(),
        postgres: server?.server_version,
        migrations: await appliedMigrations(tx),
        tables,
        sequences: await sequencesOf(tx),
      };
      await writer.line(header);

      const totals: TableTotals[] = [];
      for (const table of tables) {
        const columns = await columnsOf(tx, table);
        const record: TableRecord = { table, columns };
        await writer.line(record);
        const rows = copyOut(tx, copy(table, columns, "to stdout"));
        const found = { table, ...(await writer.data(rows)) };
        await writer.line(found);
        totals.push(found);
        log(`${table}: ${found.rows} rows`);
      }

      await writer.line({ jobs: true });
      const waiting = await writer.data(copyOut(tx, pendingJobs));
      await writer.line(waiting);
      log(`jobs waiting: ${waiting.rows}`);
      return totals;
    });
    await writer.line({ keys });
    await writer.line({ complete: true });
    return totals;
  } finally {
    await client.end({ timeout: 5 });
  }
}
