import { type Cell, toCsv } from "#app/kernel/csv.ts";
import type { ItemSource } from "./item-source.ts";
import type { KeptItem } from "./kept-statistics.ts";
import { optionName } from "./option-name.ts";

const ITEM_COLUMNS = [
  ...(["item", "version", "objective", "current", "n", "p", "r", "exposure", "seconds"] as const),
  ...(["difficulty", "se", "a", "b", "flags", "text"] as const),
] as const;

const OPTION_COLUMNS = [
  ...(["item", "version", "option", "text", "key", "n", "share", "r"] as const),
  ...(["bottom", "middle", "top"] as const),
] as const;

type Column = (typeof ITEM_COLUMNS)[number] | (typeof OPTION_COLUMNS)[number];

/** What a table calls its columns, in the reader's language. */
export type Header = (column: Column) => string;

/** The items of an exam, one a row: numbers as they are, flags by their codes. */
export function examCsv(items: readonly KeptItem[], header: Header): string {
  const rows = items.map((item): Record<(typeof ITEM_COLUMNS)[number], Cell> => {
    const { itemId, hash, label, rasch, twoParameter, flags, options: _, ...numbers } = item;
    return {
      ...numbers,
      item: itemId,
      version: hash,
      difficulty: rasch.ok ? rasch.value.difficulty : null,
      se: rasch.ok ? rasch.value.se : null,
      a: twoParameter.ok ? twoParameter.value.a : null,
      b: twoParameter.ok ? twoParameter.value.b : null,
      flags: flags.map(({ code, option }) => (option ? `${code}:${option}` : code)).join(" "),
      text: label,
    };
  });
  return table(ITEM_COLUMNS, rows, header);
}

/** The options of a version of an item, one a row; the groups in persons who took it. */
export function itemCsv(
  { itemId, hash, options }: KeptItem,
  source: ItemSource,
  words: { header: Header; true: string; false: string; blank: string },
): string {
  const texts = new Map(source.options.map(({ id, text }) => [id, text]));
  const rows = (options?.rows ?? []).map(
    (
      { id, right, n, share, r, byGroup },
      place,
    ): Record<(typeof OPTION_COLUMNS)[number], Cell> => ({
      item: itemId,
      version: hash,
      option: id === null ? words.blank : optionName(id, place, words),
      text: id === null ? null : (texts.get(id) ?? null),
      key: right,
      n,
      share,
      r,
      ...byGroup,
    }),
  );
  return table(OPTION_COLUMNS, rows, words.header);
}

function table<Name extends Column>(
  columns: readonly Name[],
  rows: readonly Record<Name, Cell>[],
  header: Header,
): string {
  return toCsv([columns.map(header), ...rows.map((row) => columns.map((column) => row[column]))]);
}
