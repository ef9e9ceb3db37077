import type { Claims } from "./claims.ts";
import type { Verdict } from "./verification.ts";

/** A certificate as its holder sees it. */
export interface HeldView {
  id: string;
  title: string;
  /** Null until the name is confirmed. */
  issued: { claims: Claims; verdict: Verdict } | null;
}

/** What is still lacking for the certificate of a course. */
export interface LackingView {
  course: string;
  title: string;
  lessons: { id: string; title: string }[];
  exam: boolean;
}

export interface HeldPageProps {
  held: HeldView[];
  lacking: LackingView[];
}
