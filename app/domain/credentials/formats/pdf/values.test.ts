import { describe, expect, test } from "vitest";
import { MalformedPdf, NoValue, type PdfValue, valueReader } from "./values.ts";

const read = (text: string, values = 1000) => valueReader(text, { values }).valueAt(0).value;

test.each<[string, PdfValue]>([
  ["null", null],
  ["true ", true],
  ["-12.5]", -12.5],
  [".5", 0.5],
  ["/Name", { name: "Name" }],
  ["/application#2Fvc", { name: "application/vc" }],
  ["12 0 R", { ref: 12 }],
  ["12 0 Rx", 12],
  ["(a (b) \\) c)", { string: "a (b) \\) c" }],
  ["<0aF>", { string: "0aF" }],
  ["[1 2 0 R/A(b)]", [1, { ref: 2 }, { name: "A" }, { string: "b" }]],
  [
    "% note\n <</A<</B 1>>/C[]>>",
    new Map<string, PdfValue>([
      ["A", new Map([["B", 1]])],
      ["C", []],
    ]),
  ],
])("%s is read", (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each(["", "endobj", "[1 2", "<<1 2>>", "<</A", "1.2.3", "]", "R"])(
  "%s is no value",
  (text) => {
    expect(() => read(text)).toThrow(NoValue);
  },
);

describe("a value is not read", () => {
  test.each([
    ["without its end", "(a"],
    ["without its end in hexadecimal", "<0a"],
    ["deeper than 50", "[".repeat(60) + "]".repeat(60)],
  ])("%s", (_, text) => {
    expect(() => read(text)).toThrow(MalformedPdf);
  });

  test("beyond the number that is allowed", () => {
    expect(() => read("[1 2 3]", 3)).toThrow(MalformedPdf);
    expect(read("[1 2 3]", 4)).toEqual([1, 2, 3]);
  });

  test("when the text was gone over again and again", () => {
    const text = `${"[1 %".repeat(2000)}\n`;
    const reader = valueReader(text, { values: 1_000_000 });
    const again = () => {
      for (let round = 0; round < 100; round += 1) {
        try {
          reader.valueAt(round * 4);
        } catch (error) {
          if (!(error instanceof NoValue)) throw error;
        }
      }
    };
    expect(again).toThrow(MalformedPdf);
  });
});
