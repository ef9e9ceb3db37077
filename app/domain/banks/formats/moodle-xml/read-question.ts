import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import type { BlockFault } from "../format.ts";

/** What the kind of a question says of its item. */
export type Kind = Pick<AssessmentItem, "interaction" | "choices" | "response"> &
  Partial<Pick<AssessmentItem, "sources" | "gaps" | "entry" | "scorerNotes">>;

/** What a question's element says of its kind, or why it cannot be taken. */
export type ReadQuestion = { kind: Kind; prompt?: string } | { fault: BlockFault; detail: string };
