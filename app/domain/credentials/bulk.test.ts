import { describe, expect, test } from "vitest";
import { claimsOf } from "#tests/factories/credentials.ts";
import { type BulkRow, bulkCsv, countsOf, sourcesOf } from "./bulk.ts";
import { faultSentence } from "./bulk-faults.ts";

const { id, code, address } = claimsOf();

describe("of a table", () => {
  test("each row is its first cell that is a certificate's", () => {
    expect(
      sourcesOf([
        ["Ana", code],
        [address, "Luis"],
        ["x", id],
      ]),
    ).toEqual([code, address, id]);
  });

  test("the header is no row, where there is one", () => {
    expect(
      sourcesOf([
        ["Nombre", "Código"],
        ["Ana", code],
      ]),
    ).toEqual([code]);
    expect(sourcesOf([[code], ["hola"]])).toEqual([code, "hola"]);
  });

  test("a row without any is told by its first cell, and an empty one is none", () => {
    expect(sourcesOf([[code], ["", " hola ", "x"], ["", " "], []])).toEqual([code, "hola"]);
    expect(sourcesOf([["hola"]])).toEqual(["hola"]);
    expect(sourcesOf([])).toEqual([]);
  });
});

const found = (changes: object = {}): BulkRow["outcome"] => ({
  ...{
    verdict: "valid",
    trial: false,
    checks: [],
    credential: id,
    name: "Ana",
    title: "Agua",
    issuer: null,
  },
  ...{ fingerprint: "ab", checkedAt: "2026-11-21T04:00:00.000Z", ...changes },
});
const fault: BulkRow["outcome"] = { fault: "unknown", checkedAt: "2026-11-21T04:00:00.000Z" };
const rows: BulkRow[] = [
  { position: 1, source: code, outcome: found() },
  { position: 2, source: "=1+1", outcome: found({ name: "@Ana", title: "+cmd" }) },
  { position: 3, source: "hola", outcome: fault },
  { position: 4, source: "luego", outcome: null },
];

test("verdicts are counted, and those without one together", () => {
  expect([...countsOf(rows)]).toEqual([
    ["valid", 2],
    ["none", 1],
  ]);
});

test("a spreadsheet runs nothing of what others wrote", () => {
  const csv = bulkCsv(rows, {
    columns: ["Fila"],
    verdict: (verdict) => verdict,
    fault: (reason) => reason,
  });
  const lines = csv.trim().split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain("2,'=1+1,valid,valid,'@Ana,'+cmd,");
  expect(lines[3]).toBe("3,hola,,unknown,,,,,2026-11-21T04:00:00.000Z");
  expect(lines[4]).toBe("4,luego,,,,,,,");
});

test("a fault without a sentence of its own has one all the same", () => {
  expect(faultSentence("unknown")).toBe("credentials.bulk.row-fault.unknown");
  expect(faultSentence("toString")).toBe("credentials.verify.upload.unknown-kind");
});
