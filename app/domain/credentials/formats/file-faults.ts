/**
 * The most characters of a credential that are taken out of a file. One of ours has 3,000.
 * The same as `readCredential` takes.
 */
export const MOST_TEXT = 1_000_000;

/** Why no credential is taken out of a file that should hold one. */
export type FileFault = "malformed" | "no-credential" | "two-credentials" | "too-large";

/** The text that these bytes are in UTF-8; a fault when they are not, or are too many. */
export function textOf(bytes: Uint8Array): { text: string } | "malformed" | "too-large" {
  if (bytes.length > MOST_TEXT) return "too-large";
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return "malformed";
  }
}
