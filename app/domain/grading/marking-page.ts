import type { InteractionName, Rubric } from "#app/domain/assessment/item.ts";
import type { Basis, GivenMark } from "./agreement.ts";
import type { Points } from "./mark-form.ts";
import type { Writer } from "./queue.ts";

/** A mark as a page shows it. */
export interface ShownMark {
  kind: GivenMark["kind"];
  own: boolean;
  points: Points;
  /** 0 to 1. */
  share: number;
  comment: string;
  note: string;
}

/** A response as whoever marks it reads it. Moments are ISO 8601 in UTC. */
export interface MarkingPage {
  id: string;
  courseSlug: string;
  courseTitle: string;
  itemId: string;
  itemTitle: string;
  interaction: InteractionName;
  prompt: string;
  rubric: Rubric;
  /** What a good response has, for whoever marks. */
  scorerNotes: string | null;
  writer: Writer;
  /** What was typed; empty where files were sent. */
  text: string;
  /** The files sent, without their names. */
  files: { id: string; size: number }[];
  since: string;
  /** In which role the viewer may mark it now; null = in none, for that reason. */
  role: GivenMark["kind"] | null;
  closed: "claimed" | "settled" | null;
  /** Who has it, where it is claimed. */
  claimedBy: string | null;
  double: boolean;
  draft: { points: Points; comment: string; note: string; savedAt: string } | null;
  /** The viewer's own and, for who decides or once it is settled, the others'. */
  marks: ShownMark[];
  settled: { share: number; basis: Basis } | null;
}
