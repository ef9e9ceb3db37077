import type { SignedDocument } from "./verify-document.ts";

/** Why a file is not read. */
export type UploadFault = "empty" | "unknown-kind";

/** What was found in a file: a credential, a link or a code, or why nothing was. */
export type Upload =
  | { kind: "credential-text"; text: string; from: string; pdf?: SignedDocument }
  | { kind: "address" | "code"; text: string }
  | { fault: UploadFault };

/** Reads a file that somebody sent: the text of a credential, JSON or JWT. */
export async function readUpload(bytes: Uint8Array): Promise<Upload> {
  if (bytes.length === 0) return { fault: "empty" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
    if (text.startsWith("{")) return { kind: "credential-text", text, from: "json" };
    if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text))
      return { kind: "credential-text", text, from: "jwt" };
  } catch {
    // Not a text.
  }
  return { fault: "unknown-kind" };
}
