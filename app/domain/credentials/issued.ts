import type { Claims } from "./claims.ts";
import type { RevocationReason, Verdict } from "./verification.ts";

/** An issued certificate as those who manage the programme see it; times in ISO 8601. */
export interface IssuedView {
  id: string;
  claims: Claims;
  verdict: Verdict;
  revocation: { at: string; reason: RevocationReason; note: string; by: string } | null;
}

export interface IssuedListProps {
  search: string;
  page: number;
  found: IssuedView[];
  more: boolean;
}
