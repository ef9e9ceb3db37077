import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { sheetFile } from "./sheet.server.ts";

const source = JSON.stringify({
  name: "lecturas",
  title: "Lecturas",
  orientation: "landscape",
  sheets: [{ name: "Una", columns: [{ title: "Medidor" }], rows: [["K'iche' & más"]], blank: 2 }],
});

test("the same sheet gives the same bytes, whenever it is made", async () => {
  const one = await sheetFile(source);
  await new Promise((resolve) => setImmediate(resolve));
  const two = await sheetFile(source);
  if (!one.ok || !two.ok) throw new Error("refused");
  expect(one.name).toBe("lecturas.xlsx");
  expect(one.bytes.equals(two.bytes)).toBe(true);
  expect(one.bytes.subarray(0, 2).toString()).toBe("PK");
  // Bytes 10 to 13 of the first entry: midnight, 1 January 1980.
  expect(one.bytes.readUInt32LE(10)).toBe(0x00210000);
});

test.each(["landscape", "portrait"])(
  "a sheet in %s is printed as wide as the paper",
  async (as) => {
    const made = await sheetFile(source.replace("landscape", as));
    if (!made.ok) throw new Error(made.problem);
    const xml = unzipped(made.bytes, "xl/worksheets/sheet1.xml");
    expect(xml).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
    expect(xml).toMatch(new RegExp(`<pageSetup [^>]*orientation="${as}"[^>]*fitToHeight="0"`));
  },
);

test("a sheet with a name that a workbook cannot have is refused", async () => {
  const long = source.replace('"Una"', `"${"n".repeat(32)}"`);
  expect(await sheetFile(long)).toMatchObject({
    ok: false,
    problem: expect.stringContaining("31"),
  });
});

/** A file of a zip, by its entry in the central directory (PKWARE APPNOTE 4.3.12, 4.3.7). */
function unzipped(zip: Buffer, name: string): string {
  const entry = zip.lastIndexOf(name) - 46;
  expect(zip.readUInt32LE(entry)).toBe(0x02014b50);
  const local = zip.readUInt32LE(entry + 42);
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  return inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(entry + 20))).toString();
}
