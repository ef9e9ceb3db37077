import writeXlsxFile, { type Row } from "write-excel-file/node";
import { z } from "zod";
import { Slug } from "../manifest.ts";
import { onePageWide } from "./one-page-wide.server.ts";
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
  const pages = sheets.map((page) => ({
    sheet: page.name,
    data: rowsOf(page, title),
    columns: page.columns.map(({ width }) => ({ width })),
    // The library takes "portrait" too; its types know only the other.
    orientation: orientation as "landscape",
  }));
  const bytes = await writeXlsxFile(pages, {
    ...{ fontFamily: "Calibri", fontSize: 11 },
    features: [onePageWide],
  }).toBuffer();
  return {
    ok: true,
    name: `${name}.xlsx`,
    mediaType: XLSX,
    bytes: Buffer.from(withoutTimes(bytes)),
  };
}

/** Points of a line of text, of a line to write on by hand, and what surrounds them. */
const LINE = 15;
const HANDWRITING = 24;
const PADDING = 4;

/** Characters that a column's width holds: bold and wide letters take more than its unit. */
const FILL = 0.85;

/** Points that texts take, each across its width: programs other than Excel do not work it out. */
function heightOf(texts: readonly string[], widths: readonly number[]): number {
  const lines = texts.map((text, index) => Math.ceil(text.length / ((widths[index] ?? 1) * FILL)));
  return LINE * Math.max(1, ...lines) + PADDING;
}

const BORDER = { borderColor: "#8a9a96", borderStyle: "thin" } as const;
const WRAP = { wrap: true, alignVertical: "top" } as const;

function rowsOf({ note, columns, rows, blank }: SheetPage, title: string): Row[] {
  const widths = columns.map(({ width }) => width);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const wide = (value: string, style: object): Row => [
    { value, columnSpan: columns.length, ...style },
    ...Array(columns.length - 1).fill(null),
  ];
  const titles = columns.map((column) => column.title);
  const titleHeight = heightOf(titles, widths);
  return [
    wide(title, { fontWeight: "bold", fontSize: 14, height: LINE + 2 * PADDING }),
    ...(note
      ? [wide(note, { ...WRAP, fontStyle: "italic", height: heightOf([note], [whole]) })]
      : []),
    titles.map((value) => ({
      ...{ value, fontWeight: "bold", backgroundColor: "#dfe9e4", height: titleHeight },
      ...BORDER,
      ...WRAP,
    })),
    ...rows.map((row) => {
      const texts = columns.map((_, index) => String(row[index] ?? ""));
      const height = heightOf(texts, widths);
      return columns.map((_, index) => {
        const value = row[index] ?? null;
        const type = typeof value === "number" ? Number : String;
        return value === null ? { ...BORDER, height } : { value, type, height, ...BORDER, ...WRAP };
      });
    }),
    ...Array.from({ length: blank }, () => columns.map(() => ({ ...BORDER, height: HANDWRITING }))),
  ] as Row[];
}
