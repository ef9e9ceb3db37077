import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { ItemChange } from "./item-changes.ts";

/** A version of an item: of an edition of the course, or written here. Times in ISO 8601. */
export interface ItemVersion {
  at: string;
  /** Number of the edition; null = it was written or imported here. */
  edition: number | null;
  by: string | null;
  importId: string | null;
  fileName: string | null;
  note: string | null;
  changes: ItemChange[];
}

export interface ItemPage {
  courseSlug: string;
  item: AssessmentItem;
  origin: "content" | "authored";
  /** Newest first. */
  versions: ItemVersion[];
  retirement: { at: string; by: string | null; reason: string } | null;
}
