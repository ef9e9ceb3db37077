import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { FormatName, Lost } from "./formats/format.ts";
import { formats } from "./formats/registry.ts";

export type { FormatName } from "./formats/format.ts";
export { FORMATS } from "./formats/format.ts";
export { MOST_BYTES_BY_COMMAND } from "./formats/limits.ts";

/** What of one item does not go into a file. */
export interface ItemLoss {
  id: string;
  title: string;
  lost: Lost[];
}

/** What a format cannot carry of these items: to be shown before they are exported. */
export function lossesOf(format: FormatName, items: readonly AssessmentItem[]): ItemLoss[] {
  return items.flatMap((item) => {
    const { lost } = formats[format].carry(item);
    return lost.length > 0 ? [{ id: item.id, title: item.title || item.prompt, lost }] : [];
  });
}

/** A file of items; those of a kind that the format does not have stay out. */
export function writeItems(format: FormatName, items: readonly AssessmentItem[]): string {
  const { head, tail } = formats[format];
  return head + writePart(format, items) + tail;
}

/** A part of such a file, between its head and its tail. */
export function writePart(format: FormatName, items: readonly AssessmentItem[]): string {
  const { carry, write } = formats[format];
  const carried = items.flatMap((item) => carry(item).item ?? []);
  return carried.map(write).join("");
}

/** How a format's files are named and served, and what they begin and end with. */
export function fileTypeOf(format: FormatName) {
  const { extension, mediaType, head, tail } = formats[format];
  return { extension, mediaType, head, tail };
}
