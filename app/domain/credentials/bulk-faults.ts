/** Reasons of a row of its own. */
const OF_ROWS = [
  ...(["unreadable", "mistyped", "unknown", "elsewhere", "unzip", "not-signed-yet"] as const),
] as const;

/** Reasons of what was sent, whole or as a row. */
const OF_FILES = [
  ...(["empty", "unknown-kind", "malformed", "no-credential", "two-credentials"] as const),
  ...(["two-attachments", "too-large", "heic", "no-code", "two-codes", "other-code"] as const),
  ...(["too-complex", "busy", "too-deep", "too-many-values", "duplicate-member"] as const),
  ...(["not-json", "not-a-credential", "malformed-jwt", "no-proof"] as const),
  "unsupported-proof",
] as const;

/** Key of the sentence of a row's fault; a file that was not read has one for all other reasons. */
export function faultSentence(fault: string) {
  const ofRow = OF_ROWS.find((known) => known === fault);
  if (ofRow) return `credentials.bulk.row-fault.${ofRow}` as const;
  const ofFile = OF_FILES.find((known) => known === fault) ?? "unknown-kind";
  return `credentials.verify.upload.${ofFile}` as const;
}
