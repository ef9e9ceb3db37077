/** A result that a ruling changed. Shares are 0 to 1. */
export interface ChangedResult {
  id: string;
  name: string;
  attempt: number;
  before: number;
  after: number;
  /** It passes now and did not. */
  newlyPassing: boolean;
  /** It does not reach the mark, and the pass was kept. */
  below: boolean;
  /** Of the course, that they hold or may claim. */
  certificate: string | null;
  decision: { decision: "keep" | "withdraw"; reason: string; by: string } | null;
}

/** What a ruling did. Moments are ISO 8601 in UTC. */
export interface RulingPage {
  id: string;
  courseSlug: string;
  courseTitle: string;
  itemId: string;
  itemTitle: string;
  kind: "drop" | "rekey";
  reason: string;
  by: string;
  at: string;
  /** Results computed again; null = it goes on. */
  attempts: number | null;
  changed: number;
  newlyPassing: number;
  /** Those that a person has to decide about first, then who passes now; at most 200. */
  results: ChangedResult[];
  /** The viewer may decide about a pass, and may see the certificates. */
  may: { decide: boolean; seeCertificates: boolean };
}
