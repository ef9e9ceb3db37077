import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { AnswerCount } from "./answer-counts.ts";

/** A ruling as a list shows it. Moments are ISO 8601 in UTC. */
export interface RulingRow {
  id: string;
  courseTitle: string;
  itemTitle: string;
  kind: "drop" | "rekey";
  at: string;
  changed: number;
  /** Passes that a person has to decide about. */
  toDecide: number;
}

export interface AppealsPage {
  /** Item versions with appeals that wait, the oldest first. */
  items: {
    courseSlug: string;
    courseTitle: string;
    itemId: string;
    hash: string;
    itemTitle: string;
    count: number;
    oldest: string;
  }[];
  /** The latest rulings. */
  rulings: RulingRow[];
}

/** An item version with all that a decision about it needs, its key included. */
export interface ItemCase {
  courseSlug: string;
  courseTitle: string;
  itemId: string;
  hash: string;
  /** As it is scored now. */
  item: AssessmentItem;
  /** How it can be re-keyed; null = it can only be dropped. */
  rekey: "choice" | "choices" | "typed" | null;
  /** What was answered in attempts handed in. */
  counts: AnswerCount[];
  asked: number;
  blank: number;
  /** Under which it is scored now, if it is not as it was asked. */
  inForce: { id: string; kind: "drop" | "rekey" } | null;
  appeals: { id: string; reason: string; filedAt: string }[];
}
