import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { sameContent } from "./same-content.ts";

/** What of an item may differ between two versions. */
const ITEM_PARTS = [
  ...(["title", "prompt", "choices", "sources", "gaps", "response", "entry", "rubric"] as const),
  ...(["feedback", "scorerNotes", "objective", "difficulty", "countries", "uses"] as const),
  ...(["author", "license", "tags", "interaction"] as const),
] as const;
type ItemPart = (typeof ITEM_PARTS)[number];

/** A part that changed; texts are told, the rest is only named. */
export interface ItemChange {
  part: ItemPart;
  before: string | null;
  after: string | null;
}

/** What changed from one version of an item to the next. */
export function changesBetween(before: AssessmentItem, after: AssessmentItem): ItemChange[] {
  return ITEM_PARTS.filter((part) => !sameContent(before[part], after[part])).map((part) => ({
    part,
    before: told(before, part),
    after: told(after, part),
  }));
}

function told(item: AssessmentItem, part: ItemPart): string | null {
  if (part === "choices" || part === "sources") {
    return (item[part] ?? []).map(({ text }) => text).join(" · ");
  }
  const value = item[part];
  if (typeof value === "string") return value;
  return part === "tags" || part === "countries" ? (item[part] ?? []).join(", ") : null;
}
