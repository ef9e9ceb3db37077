/** The sentence of each reason for which a row has no verdict. */
const SENTENCES = {
  unreadable: "credentials.bulk.row-fault.unreadable",
  mistyped: "credentials.bulk.row-fault.mistyped",
  unknown: "credentials.bulk.row-fault.unknown",
  elsewhere: "credentials.bulk.row-fault.elsewhere",
  unzip: "credentials.bulk.row-fault.unzip",
  "not-signed-yet": "credentials.bulk.row-fault.not-signed-yet",
  "too-large": "credentials.verify.problem.too-large",
  "too-deep": "credentials.verify.problem.too-deep",
  "too-many-values": "credentials.verify.problem.too-many-values",
  "not-json": "credentials.verify.problem.not-json",
  "not-a-credential": "credentials.verify.problem.not-a-credential",
  "malformed-jwt": "credentials.verify.problem.malformed-jwt",
  "no-proof": "credentials.verify.problem.no-proof",
  "unsupported-proof": "credentials.verify.problem.unsupported-proof",
  empty: "credentials.verify.upload.empty",
} as const;

/** Key of the sentence of a row's fault; a file that was not read has one for all other reasons. */
export function faultSentence(fault: string) {
  const isKnown = (code: string): code is keyof typeof SENTENCES => Object.hasOwn(SENTENCES, code);
  return isKnown(fault) ? SENTENCES[fault] : "credentials.verify.upload.unknown-kind";
}
