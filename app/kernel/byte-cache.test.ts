import { expect, test } from "vitest";
import { ByteCache } from "./byte-cache.ts";

test("the oldest leaves first, unless it was used meanwhile", () => {
  const cache = new ByteCache<string>(100);
  for (const key of ["a", "b", "c", "d"]) cache.set(key, key, 25);
  cache.get("a");
  cache.set("e", "e", 25);
  expect(["a", "b", "c", "d", "e"].map((key) => cache.get(key))).toEqual([
    "a",
    undefined,
    "c",
    "d",
    "e",
  ]);
  expect(cache.bytes).toBe(100);
});

test("a value set again counts once", () => {
  const cache = new ByteCache<string>(100);
  cache.set("a", "a", 20);
  cache.set("a", "b", 10);
  expect([cache.get("a"), cache.bytes]).toEqual(["b", 10]);
});

test("a value too large for the cache is not kept", () => {
  const cache = new ByteCache<string>(100);
  cache.set("a", "a", 26);
  expect(cache.get("a")).toBeUndefined();
});
