/** How a result changed after it was known. Moments are ISO 8601 in UTC. */
export interface Correction {
  /** What was done about a question; null = its mark changed. */
  kind: "drop" | "rekey" | null;
  /** Place of the question in the form, from 1. */
  place: number | null;
  reason: string | null;
  /** 0 to 1. */
  before: number;
  after: number;
  /** The new score does not reach the mark, and the pass was kept. */
  kept: boolean;
  /** A person took the pass back, for that reason. */
  withdrawn: string | null;
  at: string;
}

/** What somebody said of a question, and what was answered. */
export interface OwnAppeal {
  place: number;
  reason: string;
  filedAt: string;
  answer: string | null;
  accepted: boolean;
}

/** What people decided about an attempt, for whoever made it: never a note meant for colleagues. */
export interface ResultNotes {
  /** By objective. */
  comments: Record<string, string[]>;
  corrections: Correction[];
  appeals: OwnAppeal[];
  /** Until when a question of it may be appealed; null while there is no result. */
  appealsUntil: string | null;
}
