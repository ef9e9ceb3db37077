import { afterEach, expect, test } from "vitest";
import type { oddJobs } from "#tests/factories/threads/odd-jobs.ts";
import { startThreads, type ThreadLimits } from "./threads.ts";

const entry = new URL("../../tests/factories/threads/odd-jobs.ts", import.meta.url);
const LIMITS: ThreadLimits = { threads: 1, waiting: 100, timeout: 400, memory: 32, idle: 10_000 };

const open: { close(): Promise<void> }[] = [];
function threads(changes: Partial<ThreadLimits> = {}) {
  const started = startThreads<typeof oddJobs>(entry, { ...LIMITS, timeout: 5000, ...changes });
  open.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

test("answers each call with its own value", async () => {
  const { run } = threads({ threads: 2 });
  const values = await Promise.all([1, 2, 3, 4, 5].map((value) => run("double", value)));
  expect(values).toEqual([2, 4, 6, 8, 10]);
});

test("gives a throw back with its name and message", async () => {
  await expect(threads().run("refuse", "no")).rejects.toMatchObject({
    name: "TypeError",
    message: "no",
  });
});

test("ends a call that takes too long, and answers the one that waited behind it", async () => {
  const { run } = threads({ timeout: 700 });
  const [slow, quick] = await Promise.allSettled([run("spin", undefined), run("double", 21)]);
  expect(slow).toMatchObject({ reason: { fault: "timeout" } });
  expect(quick).toMatchObject({ value: 42 });
});

test.each(["exit", "hoard"] as const)("goes on after a thread dies of %s", async (way) => {
  const { run } = threads();
  await expect(run(way, undefined as never)).rejects.toMatchObject({ fault: "died" });
  expect(await run("double", 4)).toBe(8);
});

test("refuses more than may wait", async () => {
  const { run } = threads({ waiting: 1 });
  const calls = await Promise.allSettled([1, 2, 3].map((value) => run("double", value)));
  expect(calls.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(calls[2]).toMatchObject({ reason: { fault: "busy" } });
});

test("answers again after a rest that ended its thread", async () => {
  const { run } = threads({ idle: 20 });
  expect(await run("double", 1)).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await run("double", 2)).toBe(4);
});

test("once closed, takes no more calls", async () => {
  const { run, close } = threads();
  await close();
  await expect(run("double", 1)).rejects.toMatchObject({ fault: "closed" });
});
