import type { Standing } from "./holding/standing.ts";
import type { Claims } from "./issuing/claims.ts";

/** A name that a holder asked for: it waits, or was declined with an answer. */
export interface NameRequestView {
  name: string;
  declined: boolean;
  answer: string;
}

/** A certificate as its holder sees it. */
export interface HeldView {
  id: string;
  title: string;
  /** Null until the name is confirmed. */
  issued: IssuedHeldView | null;
}

export interface IssuedHeldView {
  claims: Claims;
  standing: Standing;
  shared: boolean;
  request: NameRequestView | null;
  /** Its holder may have the name corrected now. */
  correctable: boolean;
}

/** What is still lacking for the certificate of a course. */
export interface LackingView {
  course: string;
  title: string;
  lessons: { id: string; title: string }[];
  exam: boolean;
}

/** What has just been done, to be said. */
export const HELD_NOTICES = ["compartido", "no-compartido", "corregido", "pedido"] as const;
export type HeldNotice = (typeof HELD_NOTICES)[number];

export interface HeldPageProps {
  held: HeldView[];
  lacking: LackingView[];
}
