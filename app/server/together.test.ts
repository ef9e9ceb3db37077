import { describe, expect, test } from "vitest";
import { gathered } from "./together.ts";

/** A query that answers when it is told to, and remembers what it was asked. */
function heldQuery() {
  const batches: { asked: readonly string[]; answer(): void; fail(error: Error): void }[] = [];
  const run = (asked: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      batches.push({
        asked,
        answer: () => resolve(asked.map((one) => `${one}!`)),
        fail: reject,
      });
    });
  return { run, batches, asked: () => batches.map(({ asked }) => [...asked]) };
}

/** After every immediate of before: a timer alone can be earlier than those. */
const settled = () => new Promise((resolve) => setTimeout(() => setImmediate(resolve)));

describe("calls gathered into one", () => {
  test("go at once, those that came together together", async () => {
    const query = heldQuery();
    const call = gathered(query.run);
    const answers = Promise.all([call("a"), call("b")]);
    await settled();
    expect(query.asked()).toEqual([["a", "b"]]);
    query.batches[0]?.answer();
    expect(await answers).toEqual(["a!", "b!"]);
  });

  test("wait while enough are under way, and are asked after they came", async () => {
    const query = heldQuery();
    const call = gathered(query.run, { atOnce: 1 });
    const first = call("a");
    await settled();
    const later = Promise.all([call("b"), call("c")]);
    await settled();
    expect(query.asked()).toEqual([["a"]]);
    query.batches[0]?.answer();
    expect(await first).toBe("a!");
    await settled();
    expect(query.asked()).toEqual([["a"], ["b", "c"]]);
    query.batches[1]?.answer();
    expect(await later).toEqual(["b!", "c!"]);
  });

  test("with the same key never go in one batch, and keep their order", async () => {
    const query = heldQuery();
    const call = gathered(query.run, { atOnce: 1, key: (asked: string) => asked.charAt(0) });
    const answers = Promise.all([call("a1"), call("a2"), call("b1")]);
    for (const expected of [["a1", "b1"], ["a2"]]) {
      await settled();
      expect(query.batches.at(-1)?.asked).toEqual(expected);
      query.batches.at(-1)?.answer();
    }
    expect(await answers).toEqual(["a1!", "a2!", "b1!"]);
  });

  test("fill no batch beyond its size", async () => {
    const query = heldQuery();
    const call = gathered(query.run, { most: 2 });
    const answers = Promise.all(["a", "b", "c"].map((one) => call(one)));
    for (const index of [0, 1]) {
      await settled();
      query.batches[index]?.answer();
    }
    expect(await answers).toEqual(["a!", "b!", "c!"]);
    expect(query.asked()).toEqual([["a", "b"], ["c"]]);
  });

  test("do not suffer another's mistake: each is tried alone", async () => {
    const call = gathered(async (asked: readonly number[]) => {
      if (asked.some((one) => one < 0)) throw new Error("negative");
      return asked.map(Math.sqrt);
    });
    const answers = await Promise.allSettled([call(4), call(-1), call(9)]);
    expect(answers.map((one) => (one.status === "fulfilled" ? one.value : one.status))).toEqual([
      2,
      "rejected",
      3,
    ]);
  });

  test("do not wait for one that takes long", async () => {
    const query = heldQuery();
    const call = gathered(query.run, { atOnce: 1 });
    const slow = call("slow");
    await settled();
    const next = call("next");
    await expect.poll(() => query.batches.length, { timeout: 5000 }).toBe(2);
    query.batches[1]?.answer();
    expect(await next).toBe("next!");
    query.batches[0]?.answer();
    expect(await slow).toBe("slow!");
  });

  test("that wait fail with those under way when the database is away", async () => {
    const query = heldQuery();
    const call = gathered(query.run, { atOnce: 1 });
    const first = call("a");
    await settled();
    const answers = Promise.allSettled([first, call("b")]);
    await settled();
    query.batches[0]?.fail(Object.assign(new Error("away"), { code: "CONNECT_TIMEOUT" }));
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(query.batches).toHaveLength(1);
  });

  test("fail at once, all of them, when the database is away", async () => {
    let tries = 0;
    const call = gathered(async (_asked: readonly number[]): Promise<number[]> => {
      tries += 1;
      throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    });
    const answers = await Promise.allSettled([call(1), call(2)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(tries).toBe(1);
  });
});
