import { createHash } from "node:crypto";
import type { SourceItem } from "./formats/format.ts";
import { isItemId } from "./source-item.ts";

/** Digits of an id that is made: among ten thousand, two alike come once in 10¹¹ banks. */
const DIGITS = 16;

/**
 * The id of a question of a file: its own if it can be one, else one made of its own, or of its
 * category, name and text where it brings none. The same file again gives the same ids.
 */
export function identityOf({ sourceId, category, item }: SourceItem): {
  id: string;
  made: boolean;
} {
  if (sourceId && isItemId(sourceId)) return { id: sourceId, made: false };
  const source = sourceId ?? [category ?? "", item.title, item.prompt].join("\0");
  const hash = createHash("sha256").update(source).digest("hex");
  return { id: `q-${hash.slice(0, DIGITS)}`, made: true };
}
