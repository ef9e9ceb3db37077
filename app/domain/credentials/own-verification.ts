import type { RevocationReason } from "./revocation-reason.ts";
import type { ShownVerification } from "./shown-verification.ts";

/** What anybody is told of a certificate of ours; times in ISO 8601. */
export interface OwnVerification {
  id: string;
  shown: ShownVerification;
  revocation: { at: string; reason: RevocationReason } | null;
  suspendedAt: string | null;
  /** Its place in the public log, from 0; null until the log took it. */
  logged: { at: string; entry: number } | null;
  /** Whether its holder shares it: only then its link has a preview. */
  shared: boolean;
  /** IANA zone of its dates. */
  timeZone: string;
}
