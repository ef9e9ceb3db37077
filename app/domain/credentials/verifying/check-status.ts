import type { StatusEntry, StatusPurpose } from "../status/status-entry.ts";
import { entriesOf, isSet } from "../status/status-list.ts";
import type { Check } from "../verdict.ts";
import { checkSecured, issuerOf } from "./check-secured.ts";
import { readCredential } from "./credential-text.ts";
import { credentialFault } from "./data-model.ts";
import { inPlainForm } from "./plain-form.ts";
import { CLOCK_SKEW, type Verifier } from "./verifier.ts";

/** The row that each purpose of a list answers. */
const ROWS = {
  revocation: "not-revoked",
  suspension: "not-suspended",
} as const satisfies Record<StatusPurpose, Check["name"]>;

/**
 * Whether a credential was revoked or suspended. A list that cannot be had, was not signed by
 * the credential's issuer, is out of date or is not about this purpose answers nothing, and
 * then the row is `unknown`: never passed.
 */
export async function checkStatus(
  credential: Record<string, unknown>,
  verifier: Verifier,
  now: Date,
): Promise<Check[]> {
  const entries = entriesOf(credential.credentialStatus);
  const purposes = Object.entries(ROWS) as [StatusPurpose, Check["name"]][];
  if (!entries || entries.length > purposes.length) {
    return purposes.map(([, name]) => ({ name, outcome: "unknown", reason: "unsupported-status" }));
  }
  return Promise.all(
    purposes.map(async ([purpose, name]): Promise<Check> => {
      const own = entries.filter((entry) => entry.statusPurpose === purpose);
      if (own.length === 0) return { name, outcome: "does-not-apply", reason: null };
      const answers = await Promise.all(
        own.map((entry) => bitOf(entry, issuerOf(credential), verifier, now)),
      );
      if (answers.includes(true)) return { name, outcome: "failed", reason: purpose };
      const fault = answers.find((answer) => typeof answer === "string");
      return fault
        ? { name, outcome: "unknown", reason: fault }
        : { name, outcome: "passed", reason: null };
    }),
  );
}

/** The entry's bit, or why there is no telling. */
async function bitOf(
  entry: StatusEntry,
  issuer: string,
  verifier: Verifier,
  now: Date,
): Promise<boolean | string> {
  const fetched = await verifier.statusList(entry.statusListCredential);
  if (!fetched.ok) return `list-${fetched.reason}`;
  const read = readCredential(fetched.value);
  if (typeof read === "string") return "list-malformed";
  const list = read.credential;
  if (credentialFault(list)) return "list-malformed";
  // Whoever may sign a list of another's could lift its revocations.
  if (issuerOf(list) !== issuer) return "list-of-another";
  const { outcome } = await checkSecured(read, verifier, now);
  if (outcome !== "passed") return "list-not-signed";
  if (read.form === "json" && !inPlainForm(list)) return "list-malformed";
  return isSet(entry, list, { now, skew: CLOCK_SKEW * 1000 });
}
