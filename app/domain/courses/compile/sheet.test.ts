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

test("a sheet with a name that a workbook cannot have is refused", async () => {
  const long = source.replace('"Una"', `"${"n".repeat(32)}"`);
  expect(await sheetFile(long)).toMatchObject({
    ok: false,
    problem: expect.stringContaining("31"),
  });
});
