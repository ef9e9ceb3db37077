import { describe, expect, test } from "vitest";
import { docx, jpeg, pdf, png, zipOf } from "#tests/factories/answer-files.ts";
import { mediaTypeOf } from "./media-type.server.ts";

describe("what a file is", () => {
  const ooxml = "application/vnd.openxmlformats-officedocument";
  const odf = "application/vnd.oasis.opendocument";

  test.each<[string, () => Buffer | Promise<Buffer>, string, string | null]>([
    ["a PDF", () => pdf(), "x", "application/pdf"],
    ["a PNG", png, "x", "image/png"],
    ["a JPEG", jpeg, "x.txt", "image/jpeg"],
    ["a Word document", () => docx(), "x.pdf", `${ooxml}.wordprocessingml.document`],
    [
      "an Excel workbook",
      () => zipOf({ "[Content_Types].xml": "", "xl/workbook.xml": "" }),
      "x",
      `${ooxml}.spreadsheetml.sheet`,
    ],
    ["an ODT", () => zipOf({ mimetype: `${odf}.text`, "content.xml": "" }), "x", `${odf}.text`],
    [
      "an ODS",
      () => zipOf({ mimetype: `${odf}.spreadsheet`, "content.xml": "" }),
      "x",
      `${odf}.spreadsheet`,
    ],
    ["a table in text", () => Buffer.from("a;b\r\n1;2"), "hoja.CSV", "text/csv"],
    ["a text", () => Buffer.from("Año\n"), "nota", "text/plain"],
    ["a text of Windows", () => Buffer.from("A\xf1o", "latin1"), "nota.txt", "text/plain"],
    ["a document with macros", () => docx({ "word/vbaProject.bin": "" }), "x.docx", null],
    ["a template", () => zipOf({ mimetype: `${odf}.text-template` }), "x.odt", null],
    ["a zip of anything", () => zipOf({ "a.exe": "MZ" }), "x.docx", null],
    ["an executable", () => Buffer.from("7f454c4602010100", "hex"), "x.pdf", null],
    ["a GIF", () => Buffer.from("GIF89a\x01\0\x01\0", "latin1"), "x.png", null],
    ["bytes", () => Buffer.from([0, 1, 2, 3]), "x.csv", null],
  ])("%s is known by what it holds", async (_, bytes, name, type) => {
    expect(mediaTypeOf(await bytes(), name)).toBe(type);
  });
});
