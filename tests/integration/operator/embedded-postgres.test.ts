import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Embedded, findEmbedded, startEmbedded } from "#app/server/postgres/embedded.ts";
import { startCode, temporaryFolder, until } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const starter = (dir: string) => `
  import { startEmbedded } from "#app/server/postgres/embedded.ts";
  const server = await startEmbedded(${JSON.stringify(dir)}, () => {});
  console.log("pid " + server.pid);
  setInterval(() => {}, 1000);
`;

async function started(dir: string): Promise<Embedded> {
  const server = await startEmbedded(dir, () => {});
  onTestFinished(() => server.stop());
  return server;
}

function connected(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

const pidSaidBy = (said: () => string) =>
  until("a server", () => Number(/pid (\d+)/.exec(said())?.[1]));

describe("the embedded Postgres", () => {
  test("sorts as in Spanish, in UTF-8, for a role that is no superuser", async () => {
    const { url } = await started(join(temporaryFolder(), "postgres"));
    const sql = connected(url);

    const [row] = await sql`
      select string_agg(word, ' ' order by word) as sorted,
        current_setting('server_encoding') as encoding, current_setting('is_superuser') as superuser,
        current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit
      from unnest(array['zona', 'ola', 'ñandú', 'nube', 'árbol', 'arbusto', 'Ana']) word`;

    expect(row).toEqual({
      sorted: "Ana árbol arbusto nube ñandú ola zona",
      encoding: "UTF8",
      superuser: "off",
      fsync: "on",
      commit: "on",
    });
  });

  test("keeps its password where only the owner reads it, and logs no values", async () => {
    const dir = join(temporaryFolder(), "postgres");
    const sql = connected((await started(dir)).url);
    await sql`create table people (email text unique)`;
    await sql`insert into people values ('ana@muni.example')`;

    await expect(sql`insert into people values ('ana@muni.example')`).rejects.toThrow("unique");

    expect(statSync(join(dir, "cluster", "password")).mode & 0o077).toBe(0);
    const log = readFileSync(join(dir, "postgres.log"), "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("ana@");
  });

  test("is taken over by the next start when its starter was killed", async () => {
    const dir = join(temporaryFolder(), "postgres");
    const first = startCode(starter(dir));
    const pid = await pidSaidBy(first.said);
    first.child.kill("SIGKILL");
    await first.ended;

    const server = await started(dir);

    expect(server).toMatchObject({ pid, adopted: true });
    expect(await connected(server.url)`select 1 as one`).toEqual([{ one: 1 }]);
    await server.stop();
    expect(await findEmbedded(dir)).toBe(null);
  });

  test("does not look at its files one by one after a crash, where Linux syncs them at once", async ({
    skip,
  }) => {
    if (process.platform !== "linux") skip("only Linux has syncfs");
    const dir = join(temporaryFolder(), "postgres");
    const [row] = await connected((await started(dir)).url)`show recovery_init_sync_method`;
    expect(row?.recovery_init_sync_method).toBe("syncfs");
  });

  test("keeps what was committed when it is killed, and tells whoever runs it", async () => {
    const dir = join(temporaryFolder(), "postgres");
    const server = await started(dir);
    const sql = connected(server.url);
    await sql`create table kept as select 42 as answer`;
    const told = new Promise<void>((resolve) => server.onExit(resolve));

    process.kill(server.pid, "SIGKILL");
    await told;
    const again = await started(dir);

    expect(again).toMatchObject({ adopted: false, url: server.url });
    expect(await connected(again.url)`select answer from kept`).toEqual([{ answer: 42 }]);
  });

  test("starts over the lock file of a server whose number now belongs to another program", async () => {
    const dir = join(temporaryFolder(), "postgres");
    const server = await started(dir);
    const lock = join(dir, "cluster", "data", "postmaster.pid");
    const lines = readFileSync(lock, "utf8").split("\n").slice(1);
    await server.stop();
    writeFileSync(lock, [process.pid, ...lines].join("\n"));

    expect(await started(dir)).toMatchObject({ adopted: false });
  });

  test("is made anew when its initialisation was killed half way", async () => {
    const dir = join(temporaryFolder(), "postgres");
    const first = startCode(starter(dir));
    await until("an unfinished folder", () => partialFolders(dir).length > 0);
    first.child.kill("SIGKILL");
    await first.ended;
    expect(existsSync(join(dir, "cluster"))).toBe(false);

    const server = await started(dir);

    expect(await connected(server.url)`select 1 as one`).toEqual([{ one: 1 }]);
    expect(partialFolders(dir)).toEqual([]);
  });

  test("is one server for simultaneous starters of the same folder", async () => {
    const dir = join(temporaryFolder(), "postgres");

    const starters = [1, 2, 3, 4].map(() => startCode(starter(dir)));
    const pids = await Promise.all(starters.map(({ said }) => pidSaidBy(said)));

    expect(new Set(pids).size).toBe(1);
    await started(dir);
  });

  test("gets a new password when the file of the old one is lost", async () => {
    const dir = join(temporaryFolder(), "postgres");
    await (await started(dir)).stop();
    rmSync(join(dir, "cluster", "password"));

    const server = await started(dir);

    expect(await connected(server.url)`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

const partialFolders = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(".partial")) : [];
