/** Bitstring Status List 1.0 §2.1: what a set bit says. The achievement chooses one of them. */
export const STATUS_PURPOSES = ["revocation", "suspension"] as const;
export type StatusPurpose = (typeof STATUS_PURPOSES)[number];

/** Where a credential's status is found (Bitstring Status List 1.0 §2.1, BitstringStatusListEntry). */
export interface StatusEntry {
  /** Identifies the entry; never the list's own address. */
  id: string;
  type: "BitstringStatusListEntry";
  statusPurpose: StatusPurpose;
  /** Base 10, without leading zeros. */
  statusListIndex: string;
  statusListCredential: string;
}

/** The entry for this position of the list at this address. */
export function statusEntry(list: string, purpose: StatusPurpose, index: number): StatusEntry {
  return {
    id: `${list}#${index}`,
    type: "BitstringStatusListEntry",
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: list,
  };
}
