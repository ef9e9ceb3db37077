import { describe, expect, test } from "vitest";
import { decodeText } from "./encoding.ts";
import { plainText } from "./plain-text.ts";
import { formatOf, formats, readBlockOf } from "./registry.ts";

describe("the encoding of a file", () => {
  const text = "¿Qué año? {=2026 ~2025}";
  test.each([
    ["utf-8", Buffer.from(text)],
    ["utf-8", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["windows-1252", Buffer.from(text, "latin1")],
    ["utf-16le", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])],
    ["utf-16be", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])],
    ["utf-16le", Buffer.from(text, "utf16le")],
  ])("is %s, and its mark is no text", (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });
});

describe("the format of a file", () => {
  test.each([
    ["gift", "// banco\n::q::¿Qué? {=a ~b}"],
    ["aiken", "¿Qué?\nA. Uno\nB. Dos\nANSWER: B"],
    ["moodle-xml", '<?xml version="1.0"?>\n<quiz></quiz>'],
    ["moodle-xml", "  <quiz>"],
    [null, "Nada que preguntar"],
    [null, "<html><body>"],
  ])("is %s for %j", (format, text) => {
    expect(formatOf(text)).toBe(format);
  });
});

describe("plain text", () => {
  const read = (format: "html" | "markdown" | "moodle" | "plain", text: string) =>
    plainText({ format, text }, new Set());

  test.each([
    ["html", "<p>Uno\ndos</p><p>Tres<br>cuatro</p>", "Uno dos\nTres\ncuatro"],
    ["html", "<pre>a\n  b</pre>", "a\nb"],
    ["html", "Si a &lt; b &amp; c&nbsp;&eacute;", "Si a < b & c é"],
    ["html", "corte <b", "corte <b"],
    ["moodle", "Si a < b y <monto> es 3", "Si a < b y <monto> es 3"],
    ["moodle", "Uno\nDos <b>tres</b>", "Uno\nDos tres"],
    [
      "markdown",
      "Uno **dos** _tres_\ncuatro\n\n- cinco\n- seis",
      "Uno dos tres cuatro\ncinco\nseis",
    ],
    ["plain", "<b>tal cual</b>", "<b>tal cual</b>"],
    ["html", "<style>p{}</style><iframe src='x'>no</iframe>Sí", "Sí"],
  ] as const)("of %s %j", (format, text, plain) => {
    expect(read(format, text)).toBe(plain);
  });
});

describe("reading Aiken", () => {
  const readAll = (text: string) => {
    const split = formats.aiken.split(text);
    if (!split.ok) throw new Error(split.fault);
    return split.blocks.map((block) => readBlockOf("aiken", block));
  };

  test("takes letters with a dot or a bracket, and several lines of question", () => {
    const [read] = readAll("¿Qué publica\nla oficina?\nA) El PDF\nB) La tabla\nANSWER: B\n");
    expect(read).toMatchObject({
      ok: true,
      source: {
        item: { prompt: "¿Qué publica\nla oficina?", response: { correct: ["b"] } },
      },
    });
  });

  test("a question without its answer loses only itself", () => {
    const reads = readAll(
      "¿Uno?\nA. a\nB. b\n\n¿Dos?\nA. a\nB. b\nANSWER: C\n\n¿Tres?\nA. a\nB. b\nANSWER: A",
    );
    expect(reads.map((read) => (read.ok ? "ok" : `${read.fault} ${read.line}`))).toEqual([
      "no-key 1",
      "no-key 5",
      "ok",
    ]);
  });
});

describe("a hostile question", () => {
  test("longer than any page shows is not looked into", () => {
    const block = { text: `¿Qué? {${"~a ".repeat(40_000)}}`, line: 3, category: null };
    expect(readBlockOf("gift", block)).toMatchObject({ fault: "too-long", line: 3 });
  });

  test("with a hundred and one options is refused", () => {
    const block = { text: `¿Qué? {=sí ${"~no ".repeat(100)}}`, line: 1, category: null };
    expect(readBlockOf("gift", block)).toMatchObject({ ok: false, fault: "too-long" });
  });
});
