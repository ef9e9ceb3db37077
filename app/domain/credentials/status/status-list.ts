import { VC_V2 } from "../contexts/pinned.ts";
import { isStamp } from "../verifying/data-model.ts";
import { bitAt, expandList } from "./bitstring.ts";
import { STATUS_PURPOSES, type StatusEntry, type StatusPurpose } from "./status-entry.ts";

/** What a list of ours says, before it is encoded. */
export interface StatusListFacts {
  address: string;
  issuer: string;
  purpose: StatusPurpose;
  encodedList: string;
  /** Milliseconds for which a copy of it may be believed. */
  life: number;
}

export type StatusList = ReturnType<typeof statusListCredential>;

/**
 * A status list credential, unsigned (Bitstring Status List 1.0 §2.2). It is valid for a short
 * time, so that an old copy cannot pass for today's.
 */
export function statusListCredential(facts: StatusListFacts, now: Date) {
  const { address, issuer, purpose, encodedList, life } = facts;
  return {
    "@context": [VC_V2],
    id: address,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom: now.toISOString(),
    validUntil: new Date(now.getTime() + life).toISOString(),
    credentialSubject: {
      id: `${address}#list`,
      type: "BitstringStatusList",
      statusPurpose: purpose,
      encodedList,
    },
  };
}

/** The entries of a credential's status; null when one is of a kind that we cannot read. */
export function entriesOf(credentialStatus: unknown): StatusEntry[] | null {
  if (credentialStatus === undefined) return [];
  const entries = Array.isArray(credentialStatus) ? credentialStatus : [credentialStatus];
  return entries.every(isEntry) ? entries : null;
}

/** §2.1: the entry's members; a status of more than one bit is not read. */
function isEntry(value: unknown): value is StatusEntry {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, statusPurpose, statusListIndex, statusListCredential, statusSize } =
    value as Record<string, unknown>;
  return (
    type === "BitstringStatusListEntry" &&
    (STATUS_PURPOSES as readonly unknown[]).includes(statusPurpose) &&
    typeof statusListIndex === "string" &&
    /^(0|[1-9]\d{0,8})$/.test(statusListIndex) &&
    typeof statusListCredential === "string" &&
    URL.canParse(statusListCredential) &&
    id !== statusListCredential &&
    (statusSize === undefined || statusSize === 1)
  );
}

/** The members that a list of ours has, and its subject. */
const MEMBERS = /^(@context|id|type|issuer|validFrom|validUntil|credentialSubject|proof)$/;
const SUBJECT_MEMBERS = /^(id|type|statusPurpose|encodedList)$/;

/** Whether a credential is a status list as ours are, and says nothing else. */
export function isBareStatusList(credential: Record<string, unknown>): boolean {
  const { type, credentialSubject } = credential;
  const subject = Object(credentialSubject) as Record<string, unknown>;
  return (
    isStatusList(credential) &&
    [type].flat().length === 2 &&
    subject.type === "BitstringStatusList" &&
    Object.keys(credential).every((name) => MEMBERS.test(name)) &&
    Object.keys(subject).every((name) => SUBJECT_MEMBERS.test(name))
  );
}

/** Whether a credential is a status list (§2.2). */
const isStatusList = ({ type }: Record<string, unknown>): boolean =>
  [type].flat().includes("BitstringStatusListCredential");

/** Why a list does not answer for an entry. */
export type ListFault = "list-of-another" | "list-malformed" | "list-not-current";

/**
 * Whether the entry's bit is set in a list whose proof was verified (§3.2 Validate). A library
 * that answers "verified" here means that it could read the list: this answers the bit.
 */
export async function isSet(
  entry: StatusEntry,
  list: Record<string, unknown>,
  { now, skew }: { now: Date; skew: number },
): Promise<boolean | ListFault> {
  const subject = list.credentialSubject as Record<string, unknown> | undefined;
  if (!isStatusList(list)) return "list-of-another";
  if (subject?.type !== "BitstringStatusList") return "list-of-another";
  if (list.id !== undefined && list.id !== entry.statusListCredential) return "list-of-another";
  const purposes = [subject.statusPurpose].flat();
  if (!purposes.includes(entry.statusPurpose)) return "list-of-another";
  if (!isCurrent(list, now.getTime(), skew)) return "list-not-current";
  const bits =
    typeof subject.encodedList === "string" ? await expandList(subject.encodedList) : null;
  const index = Number(entry.statusListIndex);
  return bits && index < bits.length * 8 ? bitAt(bits, index) : "list-malformed";
}

/**
 * By its own dates. A list of another's without an end (§2.2: it is optional) is what its
 * address answers now: how long a copy may be kept, by `ttl` too, is for whoever fetches it. A
 * verifier with copies only, such as those of a bundle, must not give one that has no end.
 */
function isCurrent({ validFrom, validUntil }: Record<string, unknown>, now: number, skew: number) {
  const begun = !isStamp(validFrom) || Date.parse(validFrom) <= now + skew;
  return begun && (!isStamp(validUntil) || Date.parse(validUntil) > now - skew);
}
