import { z } from "zod";
import type { Standing } from "./holding/standing.ts";
import type { Claims } from "./issuing/claims.ts";
import type { RevocationReason } from "./revocation-reason.ts";

/** An issued certificate as a list of them shows it. */
export interface IssuedView {
  id: string;
  claims: Claims;
  standing: Standing;
}

/** Who did something, when and why; times in ISO 8601. */
export interface Deed {
  by: string;
  at: string;
  note: string;
}

/** What the record says was done to a certificate, as it is told. */
export const TRACED = [
  ...(["intended", "earned", "created", "signed", "logged", "published", "shared"] as const),
  ...(["unshared", "requested", "declined", "superseded", "suspended", "lifted"] as const),
  "revoked",
] as const;

/** Everything about one issued certificate, for those who manage the programme. */
export interface IssuedDetails extends IssuedView {
  /** Whether its list can say that it is suspended. */
  suspendable: boolean;
  revocation: (Deed & { reason: RevocationReason; approvedBy: string | null }) | null;
  /** A revocation that somebody asked for, and another has not decided yet. */
  asked: (Deed & { reason: RevocationReason }) | null;
  /** The latest first. */
  suspensions: (Deed & { lifted: Deed | null })[];
  successor: (Deed & { id: string; reason: "name" | "reissue" }) | null;
  predecessor: { id: string } | null;
  nameRequest: { name: string; why: string; at: string } | null;
  /** In the order in which it happened; `by` is null for the system. */
  trace: {
    verb: (typeof TRACED)[number];
    at: string;
    by: string | null;
    /** What was asked for or declined. */
    what: "name" | "revocation" | null;
  }[];
}

/** Why, in words that somebody else will need to understand it. */
export const ManagerNote = z
  .string()
  .trim()
  .min(10, "credentials.revoke.problem.note")
  .max(2000, "credentials.revoke.problem.note");

/** What has just been done, to be said. */
export const ISSUED_NOTICES = [
  ...(["revocado", "espera", "suspendido", "levantado", "reemitido", "rechazado"] as const),
] as const;
export type IssuedNotice = (typeof ISSUED_NOTICES)[number];

export interface IssuedListProps {
  search: string;
  page: number;
  found: IssuedView[];
  more: boolean;
}

/** What the viewer may do with a certificate as it stands. */
export interface IssuedRights {
  revoke: boolean;
  suspend: boolean;
  lift: boolean;
  reissue: boolean;
}
