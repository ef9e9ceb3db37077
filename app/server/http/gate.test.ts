import { describe, expect, test } from "vitest";
import { busy, createGate } from "./gate.ts";

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve("done") };
}

describe("the gate", () => {
  test("lets as many work as it has turns, and the next when one ends", async () => {
    const gate = createGate(1, 10_000);
    const [first, second] = [held(), held()];
    const one = gate.pass(first.work);
    const two = gate.pass(second.work);
    await Promise.resolve();
    expect(gate.load()).toEqual({ working: 1, waiting: 1 });
    first.end();
    second.end();
    expect(await Promise.all([one, two])).toEqual(["done", "done"]);
    expect(gate.load()).toEqual({ working: 0, waiting: 0 });
  });

  test("says it is busy to whoever waited too long, and keeps the others' turns", async () => {
    const gate = createGate(1, 5);
    const first = held();
    const one = gate.pass(first.work);
    expect(await gate.pass(async () => "late")).toBe(busy);
    first.end();
    expect(await one).toBe("done");
    expect(await gate.pass(async () => "next")).toBe("next");
  });

  test("gives the turn back when the work fails", async () => {
    const gate = createGate(1, 5);
    await expect(gate.pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await gate.pass(async () => "next")).toBe("next");
  });
});
