import type { Block, Note, ReadBlock, SourceItem } from "./format.ts";
import { isTooLong } from "./limits.ts";
import { readTags } from "./tags.ts";

/** What the text of a question says of its item. */
export type Said = Omit<SourceItem["item"], "author" | "license" | "tags">;

interface Question extends Pick<Block, "line" | "category"> {
  said: Said;
  sourceId: string | null;
  tags: readonly string[];
  notes: Set<Note>;
}

/** A question with what its tags say of it; one longer than a page can show is refused. */
export function fromSource({ said, tags, notes, ...where }: Question): ReadBlock {
  const { values, wrong } = readTags(tags);
  const { caseSensitive, accentSensitive, whole, length, ...tagged } = values;
  const source: SourceItem = {
    ...where,
    item: {
      ...said,
      ...tagged,
      ...(length && { entry: { length, ...said.entry } }),
      response: {
        ...said.response,
        ...(caseSensitive && { caseSensitive }),
        ...(accentSensitive && { accentSensitive }),
        ...(whole && { whole }),
      },
    },
    notes: wrong.length > 0 ? [...notes, "tag"] : [...notes],
    wrongTags: wrong,
  };
  if (!isTooLong(source)) return { ok: true, source };
  return { ok: false, fault: "too-long", line: where.line, detail: "" };
}
