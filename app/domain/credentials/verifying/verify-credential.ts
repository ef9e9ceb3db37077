import { canonicalJson } from "#app/kernel/canonical-json.ts";
import { proofsOf } from "../formats/data-integrity/proof.ts";
import { keyVouches } from "../keys/key-ring.ts";
import { isBareStatusList } from "../status/status-list.ts";
import { type Check, everyCheck, type Verdict, verdictOf } from "../verdict.ts";
import { checkSecured, issuerOf, type Secured } from "./check-secured.ts";
import { checkStatus } from "./check-status.ts";
import { type CredentialText, readCredential, type UnreadableText } from "./credential-text.ts";
import { credentialFault, type DataModelFault } from "./data-model.ts";
import { inPlainForm } from "./plain-form.ts";
import { CLOCK_SKEW, type IssuedRecord, type KnownIssuer, type Verifier } from "./verifier.ts";

export interface CredentialVerification {
  verdict: Verdict;
  /** One row for each thing that is checked, in order. */
  checks: Check[];
  /** Who issued it, by our register of issuers; null when it is not there. */
  issuer: KnownIssuer | null;
  /** What was signed. Null when there is no telling that its issuer signed it as it is: nothing of it is shown. */
  credential: Record<string, unknown> | null;
  /** The keys that signed it. */
  keys: string[];
}

/**
 * The verdict on what somebody sent, JSON or JWT, at `now`. A text that is no credential, or is
 * beyond the limits, is refused with the reason. For an issuer that we do not know nobody is
 * asked (`asksUnknownIssuers`): the verdict is then `unknown-issuer`, whatever it says, and
 * nothing of it is shown.
 */
export async function verifyCredential(
  text: string,
  verifier: Verifier,
  now: Date,
): Promise<CredentialVerification | UnreadableText> {
  const read = readCredential(text);
  if (typeof read === "string") return read;
  const fault = credentialFault(read.credential);
  if (fault) return malformed(fault);
  if (!isAsked(read, verifier)) return verification([UNKNOWN_ISSUER]);
  return verifySecured(read, await checkSecured(read, verifier, now), verifier, now);
}

/** Whether anything is asked of others on this credential's word. */
const isAsked = ({ credential }: CredentialText, verifier: Verifier): boolean =>
  verifier.knownIssuer(issuerOf(credential)) !== null || verifier.asksUnknownIssuers === true;

const UNKNOWN_ISSUER: Check = { name: "issuer", outcome: "failed", reason: "unknown-issuer" };

/** The rest of the verification, of one whose shape and signature were looked at. */
export async function verifySecured(
  read: CredentialText,
  secured: Secured,
  verifier: Verifier,
  now: Date,
): Promise<CredentialVerification> {
  if (!isAsked(read, verifier)) return verification([UNKNOWN_ISSUER]);
  const proof: Check = { name: "proof", outcome: secured.outcome, reason: secured.reason };
  const issuer = verifier.knownIssuer(issuerOf(read.credential));
  if (secured.outcome !== "passed") return verification([proof]);
  const [record, statuses] = await Promise.all([
    recordOf(read, issuer, verifier),
    checkStatus(read.credential, verifier, now),
  ]);
  const form = checkForm(read, verifier);
  const checks: Check[] = [
    form,
    checkKeys(proof, secured, issuer, record),
    checkAsIssued(read, record),
    { name: "document", outcome: "does-not-apply", reason: null },
    issuer ? { name: "issuer", outcome: "passed", reason: null } : UNKNOWN_ISSUER,
    ...statuses.map((status) => withRecord(status, record)),
    checkSuccessor(record),
    ...checkDates(read.credential, now),
  ];
  const signed = form.outcome === "passed" ? { issuer, read, keys: secured.keys } : undefined;
  return verification(checks, signed);
}

/** The verification of what is no credential by the data model. */
export const malformed = (fault: DataModelFault): CredentialVerification =>
  verification([{ name: "form", outcome: "failed", reason: fault }]);

function verification(
  checks: Check[],
  signed?: { issuer: KnownIssuer | null; read: CredentialText; keys: string[] },
): CredentialVerification {
  const verdict = verdictOf(checks);
  const shown = verdict === "tampered" ? null : signed;
  return {
    verdict,
    checks: everyCheck(verdict === "tampered" ? checks.filter(isAgainst) : checks),
    issuer: shown?.issuer ?? null,
    credential: shown?.read.credential ?? null,
    keys: shown?.keys ?? [],
  };
}

const isAgainst = ({ name }: Check): boolean => name === "proof" || name === "as-issued";

/** Our record of it: null = there is none to compare with; "missing" = it is not in the record. */
type RecordAnswer = IssuedRecord | "missing" | "unreachable" | null;

async function recordOf(
  { credential }: CredentialText,
  issuer: KnownIssuer | null,
  { issued }: Verifier,
): Promise<RecordAnswer> {
  // What we issue is kept; of our lists only the latest is.
  if (!issuer?.ours || !issued || isBareStatusList(credential)) return null;
  const fetched = await issued(String(credential.id));
  return fetched.ok ? (fetched.value ?? "missing") : "unreachable";
}

/** Only what the proof covers whole is shown: the signature of a JWT covers its bytes. */
function checkForm(read: CredentialText, { words }: Verifier): Check {
  const plain = read.form === "jwt" || inPlainForm(read.credential, words);
  return plain
    ? { name: "form", outcome: "passed", reason: null }
    : { name: "form", outcome: "failed", reason: "not-plain" };
}

/** A compromised key counts for what the log had before (`keyVouches`). */
function checkKeys(
  proof: Check,
  { keys }: Secured,
  issuer: KnownIssuer | null,
  record: RecordAnswer,
): Check {
  const ids = keys.map((key) => key.slice(key.indexOf("#") + 1));
  const used = issuer?.keys.filter(({ id }) => ids.includes(id)) ?? [];
  const loggedAt = typeof record === "object" ? (record?.loggedAt ?? null) : null;
  if (used.every((key) => keyVouches(key, loggedAt))) return proof;
  const unsure = record === "unreachable";
  return { name: "proof", outcome: unsure ? "unknown" : "failed", reason: "compromised-key" };
}

/** The signed statements could be ours and the text around them not; the record has the text. */
function checkAsIssued({ form, credential }: CredentialText, record: RecordAnswer): Check {
  const name = "as-issued";
  if (record === null) return { name, outcome: "does-not-apply", reason: null };
  if (record === "unreachable") return { name, outcome: "unknown", reason: "unreachable" };
  if (record === "missing") return { name, outcome: "failed", reason: "not-in-record" };
  const { proof: _, ...unsecured } = record.credential;
  const issued = form === "jwt" ? unsecured : record.credential;
  const same = canonicalJson(withProofs(issued)) === canonicalJson(withProofs(credential));
  return same
    ? { name, outcome: "passed", reason: null }
    : { name, outcome: "failed", reason: "not-as-issued" };
}

/** One proof by itself is the same as one in an array (VC Data Integrity 1.0 §2.1). */
const withProofs = (credential: Record<string, unknown>) => ({
  ...credential,
  proof: proofsOf(credential),
});

/** Our record knows at once what its list says when it is next signed, and what no list of its purpose can say. */
function withRecord(status: Check, record: RecordAnswer): Check {
  if (typeof record !== "object" || record === null) return status;
  const isRevocation = status.name === "not-revoked";
  if (isRevocation ? record.revoked : record.suspended) {
    const reason = isRevocation ? "revocation" : "suspension";
    return { ...status, outcome: "failed", reason };
  }
  return status.outcome === "does-not-apply" ? { ...status, outcome: "passed" } : status;
}

function checkSuccessor(record: RecordAnswer): Check {
  const name = "not-superseded";
  if (typeof record !== "object" || record === null) {
    return { name, outcome: "does-not-apply", reason: null };
  }
  return record.supersededBy === null
    ? { name, outcome: "passed", reason: null }
    : { name, outcome: "failed", reason: record.supersededBy };
}

/** VC 2.0 §4.9, with the skew that clocks are allowed. */
function checkDates({ validFrom, validUntil }: Record<string, unknown>, now: Date): Check[] {
  const skew = CLOCK_SKEW * 1000;
  const row = (name: Check["name"], date: unknown, holds: (time: number) => boolean): Check => {
    if (typeof date !== "string") return { name, outcome: "does-not-apply", reason: null };
    return { name, outcome: holds(Date.parse(date)) ? "passed" : "failed", reason: date };
  };
  return [
    row("begun", validFrom, (time) => time <= now.getTime() + skew),
    row("in-force", validUntil, (time) => time > now.getTime() - skew),
  ];
}
