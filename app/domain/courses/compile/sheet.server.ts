import writeXlsxFile, { type Row, type Sheet } from "write-excel-file/node";
import { z } from "zod";
import { Slug } from "../manifest.ts";
import { withoutTimes } from "./zip-times.ts";

const Cell = z.union([z.string(), z.number(), z.null()]);

const SheetSource = z.strictObject({
  name: Slug,
  title: z.string().min(1),
  orientation: z.enum(["portrait", "landscape"]).default("portrait"),
  sheets: z
    .array(
      z.strictObject({
        // Excel's own limit and refused characters.
        name: z.string().regex(/^[^[\]*?:/\\]{1,31}$/, "1 to 31 characters, none of []*?:/\\"),
        note: z.string().optional(),
        columns: z
          .array(
            z.strictObject({
              title: z.string().min(1),
              width: z.number().min(4).max(120).default(20),
              type: z.enum(["text", "number"]).default("text"),
            }),
          )
          .min(1),
        rows: z.array(z.array(Cell)).default([]),
        /** Empty rows to fill, with their borders. */
        blank: z.int().min(0).max(200).default(0),
      }),
    )
    .min(1),
});
type SheetPage = z.infer<typeof SheetSource>["sheets"][number];

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export type SheetFile =
  | { ok: true; name: string; mediaType: string; bytes: Buffer }
  | { ok: false; problem: string; line: number };

/** Makes the workbook of a sheet's JSON: the same text, the same bytes. */
export async function sheetFile(text: string): Promise<SheetFile> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: (error as Error).message, line: 1 };
  }
  const parsed = SheetSource.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, problem: `${issue?.path.join(".")}: ${issue?.message}`, line: 1 };
  }
  const { name, title, orientation, sheets } = parsed.data;
  const pages = sheets.map(
    (page): Sheet<never> => ({
      sheet: page.name,
      data: rowsOf(page, title),
      columns: page.columns.map(({ width }) => ({ width })),
      ...(orientation === "landscape" && { orientation }),
    }),
  );
  const bytes = await writeXlsxFile(pages, { fontFamily: "Calibri", fontSize: 11 }).toBuffer();
  return {
    ok: true,
    name: `${name}.xlsx`,
    mediaType: XLSX,
    bytes: Buffer.from(withoutTimes(bytes)),
  };
}

const BORDER = { borderColor: "#8a9a96", borderStyle: "thin" } as const;
const WRAP = { wrap: true, alignVertical: "top" } as const;

function rowsOf({ note, columns, rows, blank }: SheetPage, title: string): Row[] {
  const span = columns.length;
  const wide = (value: string, style: object): Row => [
    { value, columnSpan: span, ...style },
    ...Array(span - 1).fill(null),
  ];
  return [
    wide(title, { fontWeight: "bold", fontSize: 14 }),
    ...(note ? [wide(note, { ...WRAP, fontStyle: "italic", height: 32 })] : []),
    columns.map((column) => ({
      value: column.title,
      fontWeight: "bold",
      backgroundColor: "#dfe9e4",
      ...BORDER,
      ...WRAP,
    })),
    ...rows.map((row) =>
      columns.map((_, index) => {
        const value = row[index] ?? null;
        const type = typeof value === "number" ? Number : String;
        return value === null ? { ...BORDER } : { value, type, ...BORDER, ...WRAP };
      }),
    ),
    ...Array.from({ length: blank }, () => columns.map(() => ({ ...BORDER, height: 22 }))),
  ] as Row[];
}
