/** What people decided about an attempt, for whoever made it: never a note meant for colleagues. */
export interface ResultNotes {
  /** By objective. */
  comments: Record<string, string[]>;
}
