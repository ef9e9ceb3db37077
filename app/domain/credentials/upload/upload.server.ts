import type { FileFault } from "../formats/file-faults.ts";
import type { PdfFault } from "../formats/pdf/read.server.ts";
import type { PdfSignature } from "../formats/pdf/signature.ts";
import type { PictureFault } from "../qr/read.server.ts";
import type { UnreadableText } from "../verifying/credential-text.ts";

/** Bytes of a file at most. */
export const MOST_BYTES = 10_000_000;

/** In what a credential came. */
export type UploadForm = "json" | "jwt" | "png" | "svg" | "pdf" | "bundle";

/** Why nothing to check is taken out of a file. */
export type FileReadFault =
  | FileFault
  | PdfFault
  | PictureFault
  | UnreadableText
  | "empty"
  /** Of no kind that is read. */
  | "unknown-kind"
  /** A picture with codes that say different things. */
  | "two-codes"
  /** A picture with a code that is no address and no certificate's code. */
  | "other-code";

/** What somebody sent to be checked. */
export type Upload =
  | { kind: "credential-text"; text: string; from: UploadForm; pdf?: PdfSignature }
  /** From the QR code of a picture: it says where to look, and proves nothing. */
  | { kind: "address" | "code"; text: string }
  | { fault: FileReadFault };
