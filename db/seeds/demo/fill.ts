import { setImmediate } from "node:timers/promises";
import postgres, { type TransactionSql } from "postgres";
import type { Achievement } from "#app/domain/credentials/issuing/achievement.ts";
import { achievements } from "#db/schema/credentials.ts";
import { CAST_OFFICIALS, type CastOptions, playCast, type Shown } from "./cast.ts";
import { copyInto } from "./copy.ts";
import { live, officialOf } from "./official.ts";
import { recordHistory } from "./record.ts";
import { noRows, type Rows, TABLES } from "./rows.ts";
import type { World } from "./world.ts";

/** People whose rows are written together. */
const BATCH = 2500;
/** People made up before the event loop has its turn. */
const LIVES_AT_ONCE = 25;

export interface FillOptions {
  /** Database, with an empty programme. */
  url: string;
  world: World;
  cast: CastOptions;
  /** Told how far it is. */
  log: (line: string) => void;
}

/** Writes the whole demonstration, all or nothing. Answers the certificates worth showing. */
export async function fill({ url, world, cast, log }: FillOptions): Promise<Shown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const shown = await sql.begin(async (tx) => {
      await tx`set local work_mem = '64MB'`;
      await programme(tx, world);
      const rows = noRows();
      const certificates = playCast(world, cast, rows);
      await write(tx, rows);
      await everyone(tx, world, log);
      log("Writing the record");
      await recordHistory(tx, world.course.editionId);
      return certificates;
    });
    log("Gathering statistics");
    await sql`analyze`;
    return shown as Shown;
  } finally {
    await sql.end();
  }
}

async function everyone(tx: TransactionSql, world: World, log: (line: string) => void) {
  let writing = Promise.resolve();
  for (let from = CAST_OFFICIALS; from < world.officials; from += BATCH) {
    const until = Math.min(from + BATCH, world.officials);
    const rows = noRows();
    for (let number = from; number < until; number += 1) {
      live(world, officialOf(world, number), rows);
      // The rows before these are on their way to the database meanwhile.
      if (number % LIVES_AT_ONCE === 0) await setImmediate();
    }
    await writing;
    writing = write(tx, rows);
    // Thrown where it is waited for.
    writing.catch(() => {});
    log(`${until} of ${world.officials} officials`);
  }
  await writing;
}

async function write(tx: TransactionSql, rows: Rows): Promise<void> {
  for (const [name, table] of Object.entries(TABLES)) {
    await copyInto(tx, table, rows[name as keyof Rows]);
  }
}

/** The programme, unless one is named already, and the achievements that people come to hold. */
async function programme(tx: TransactionSql, world: World): Promise<void> {
  await tx`
    insert into programs (id, name, countries, goal, starts_on, years, achievement_id)
    select 'demostracion', ${world.programName}, '{GT,CL}', 5000,
      ${world.startsOn.toISOString().slice(0, 10)}, 4, ${world.agentAchievement.id}
    where not exists (select from programs)`;
  const needed: Achievement[] = [
    world.courseAchievement,
    world.pilotAchievement,
    world.agentAchievement,
  ];
  const known = await tx<{ id: string; edition: number }[]>`select id, edition from achievements`;
  const isKnown = ({ id, edition }: Achievement) =>
    known.some((row) => row.id === id && row.edition === edition);
  await copyInto(
    tx,
    achievements,
    needed
      .filter((achievement) => !isKnown(achievement))
      .map((body) => ({
        id: body.id,
        edition: body.edition,
        kind: body.kind,
        subject: body.subject,
        body,
      })),
  );
}
