import type { RevocationReason } from "../revocation-reason.ts";

/** What another person has to decide; times in ISO 8601. */
export interface Waiting {
  revocations: WaitingRevocation[];
  names: WaitingName[];
}

export interface WaitingRevocation {
  id: string;
  credential: string;
  name: string;
  title: string;
  reason: RevocationReason;
  note: string;
  by: string;
  at: string;
  /** The viewer asked for it, and so may not decide. */
  own: boolean;
}

export interface WaitingName {
  credential: string;
  printed: string;
  asked: string;
  title: string;
  at: string;
}
