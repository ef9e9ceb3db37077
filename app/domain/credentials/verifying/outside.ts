import type { Fetched } from "./verifier.ts";

/** What is asked of other issuers over the network, behind a guard. */
export interface Outside {
  didDocument(did: string): Promise<Fetched<Record<string, unknown>>>;
  /** The text of a status list credential: JSON or JWT. */
  statusList(address: string): Promise<Fetched<string>>;
}

/** Asks nobody: whatever is not ours could not be checked. */
export const nobodyOutside: Outside = {
  didDocument: async () => ({ ok: false, reason: "unreachable" }),
  statusList: async () => ({ ok: false, reason: "unreachable" }),
};
