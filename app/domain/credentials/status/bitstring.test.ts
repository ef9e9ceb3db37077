import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  bitAt,
  emptyBitstring,
  encodeList,
  expandList,
  LIST_ENTRIES,
  withBit,
} from "./bitstring.ts";
import { statusEntry } from "./status-entry.ts";
import { entriesOf } from "./status-list.ts";

test("an empty list has 131,072 entries, none set (Bitstring Status List 1.0 §3.3)", async () => {
  const bits = await expandList(await encodeList(emptyBitstring()));
  expect(bits?.length).toBe(16_384);
  expect(bits?.every((byte) => byte === 0)).toBe(true);
});

test("bit 0 is the leftmost of the first byte (§3.1)", () => {
  expect(withBit(emptyBitstring(), 0, true)[0]).toBe(0b1000_0000);
  expect(withBit(emptyBitstring(), 9, true)[1]).toBe(0b0100_0000);
});

test.each([0, 7, 8, 94_567, LIST_ENTRIES - 1])("bit %d is set and cleared alone", async (index) => {
  const set = await expandList(await encodeList(withBit(emptyBitstring(), index, true)));
  expect(set && bitAt(set, index)).toBe(true);
  expect(set?.reduce((sum, byte) => sum + byte, 0)).toBe(2 ** (7 - (index % 8)));
  expect(set && withBit(set, index, false)).toEqual(emptyBitstring());
});

test("what others encode is read: the example of the specification (§2.2, Example 3)", async () => {
  const encodedList = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
  expect(await expandList(encodedList)).toEqual(emptyBitstring());
});

test.each([
  ["shorter than 131,072 entries", gzipSync(Buffer.alloc(16_383))],
  ["that would have more than 33 million", gzipSync(Buffer.alloc(5_000_000))],
  ["that is not gzip", Buffer.from("not gzip")],
  ["cut short", gzipSync(emptyBitstring()).subarray(0, 20)],
])("a list %s is not read", async (_, bytes) => {
  expect(await expandList(`u${bytes.toString("base64url")}`)).toBe(null);
});

test.each(["", "u", "zH4s", "u===", "H4sIAAAA"])("%j is not an encoded list", async (text) => {
  expect(await expandList(text)).toBe(null);
});

const entry = statusEntry("https://cabildo.example/estado/r1", "revocation", 5);

test.each([
  ["an index with a leading zero", { statusListIndex: "05" }],
  ["a negative index", { statusListIndex: "-1" }],
  ["an index that is a number", { statusListIndex: 5 }],
  ["a purpose that says something else", { statusPurpose: "message" }],
  ["the list's own address as its id", { id: entry.statusListCredential }],
  ["a list that is no address", { statusListCredential: "r1" }],
  ["more than one bit", { statusSize: 2 }],
])("an entry with %s is not read (§2.1)", (_, changes) => {
  expect(entriesOf(entry)).toEqual([entry]);
  expect(entriesOf({ ...entry, ...changes })).toBe(null);
});

test("a credential without a status has none to read", () => {
  expect(entriesOf(undefined)).toEqual([]);
});
