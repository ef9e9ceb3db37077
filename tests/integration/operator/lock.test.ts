import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { LockedError, takeLock } from "#app/server/lock.ts";
import { startCode, temporaryFolder, until } from "./processes.ts";

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

/** Takes the lock when the file `go` appears, says whether it got it, and stays. */
const taker = (folder: string) => `
  import { existsSync } from "node:fs";
  import { takeLock } from "#app/server/lock.ts";
  console.log("waiting");
  while (!existsSync(${JSON.stringify(join(folder, "go"))})) {}
  try {
    takeLock(${JSON.stringify(join(folder, "lock"))}, "a test");
    console.log("won");
  } catch (error) {
    console.log(error.name === "LockedError" ? "lost" : error.stack);
  }
  setInterval(() => {}, 1000);
`;

test("of many simultaneous starters exactly one takes the lock, again and again", async () => {
  for (let round = 0; round < 3; round += 1) {
    const folder = temporaryFolder();
    const takers = Array.from({ length: 8 }, () => startCode(taker(folder)));
    for (const { said } of takers) await until("a starter", () => said().includes("waiting"));
    takeLock(join(folder, "go"), "the signal").release();

    const verdicts = await Promise.all(
      takers.map(({ said }) => until("a verdict", () => /won|lost|rror.*/.exec(said())?.[0])),
    );

    expect(verdicts.toSorted()).toEqual([...Array(7).fill("lost"), "won"]);
    for (const { child } of takers) child.kill("SIGKILL");
  }
});

test("a refusal names the process that holds the lock", () => {
  const file = join(temporaryFolder(), "lock");
  const lock = takeLock(file, "npm start");

  expect(() => takeLock(file, "another")).toThrow(`process ${process.pid} (npm start, since`);
  lock.release();
});

test("a lock is free as soon as its holder is killed", async () => {
  const folder = temporaryFolder();
  const holder = startCode(taker(folder));
  takeLock(join(folder, "go"), "the signal").release();
  await until("the holder", () => holder.said().includes("won"));
  expect(() => takeLock(join(folder, "lock"), "me")).toThrow(LockedError);

  holder.child.kill("SIGKILL");
  await holder.ended;

  takeLock(join(folder, "lock"), "me").release();
});

test("a released lock can be taken again by the same process", () => {
  const file = join(temporaryFolder(), "lock");
  takeLock(file, "one").release();
  takeLock(file, "two").release();
});
