import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import type { Wait } from "./agreement.ts";

/** One item of one course. */
export interface QueueFilter {
  courseSlug: string;
  itemId: string;
}

/** The item that an address or a form names; null = everything. */
export const filterIn = (
  courseSlug: string | null = null,
  itemId: string | null = null,
): QueueFilter | null => (courseSlug && itemId ? { courseSlug, itemId } : null);

/** Takes one response by its id, or the next of an item or of all. */
export const TakeForm = z.object({
  id: Uuid.optional(),
  curso: z.string().optional(),
  pregunta: z.string().optional(),
});

/** Whose response it is, as far as whoever marks it may know. */
export interface Writer {
  /** Null = the marking is anonymous. */
  name: string | null;
  /** "Persona 12". */
  number: number;
}

/** A response that waits for whoever looks. Moments are ISO 8601 in UTC. */
export interface QueueRow {
  id: string;
  courseTitle: string;
  itemTitle: string;
  writer: Writer;
  since: string;
  wait: Wait;
  /** Names of those who have begun to mark it. */
  drafts: string[];
  /** Who has taken it for a while. */
  claimed: { name: string; until: string; own: boolean } | null;
}

/** Responses to one item of a course that wait. */
export interface QueueGroup {
  courseSlug: string;
  courseTitle: string;
  itemId: string;
  itemTitle: string;
  count: number;
  oldest: string;
}

export interface Queue {
  groups: QueueGroup[];
  /** The oldest ones, of one group if it was chosen. */
  rows: QueueRow[];
  /** Responses that this person has marked and that wait for another. */
  elsewhere: number;
}
