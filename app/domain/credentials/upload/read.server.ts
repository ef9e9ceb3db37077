import { PNG_SIGNATURE, unbakePng } from "../formats/baked/png.server.ts";
import { unbakeSvg } from "../formats/baked/svg.ts";
import { readBundle } from "../formats/bundle/read.server.ts";
import { textOf } from "../formats/file-faults.ts";
import { credentialInPdf } from "../formats/pdf/read.server.ts";
import type { PdfSignature } from "../formats/pdf/signature.ts";
import { looksCompact } from "../formats/vc-jwt/compact.ts";
import { readLookup } from "../issuing/code.ts";
import { isHeic, pictureKind, readQr } from "../qr/read.server.ts";
import { readCredential } from "../verifying/credential-text.ts";
import { MOST_BYTES, type Upload, type UploadForm } from "./upload.server.ts";

/**
 * What there is to check in a file, by what its bytes are and not by what it is called. A file is
 * read as one kind only, that of its first bytes, so that it cannot be one thing to us and
 * another to the next reader. Never throws, whatever the bytes are.
 */
export async function readFile(file: Buffer): Promise<Upload> {
  if (file.length > MOST_BYTES) return { fault: "too-large" };
  if (file.length === 0) return { fault: "empty" };
  const head = file.toString("latin1", 0, 5);
  if (head === "%PDF-") return fromPdf(file);
  if (head.startsWith("PK\x03\x04")) return fromBundle(file);
  if (file.subarray(0, 8).equals(PNG_SIGNATURE)) return fromPng(file);
  if (pictureKind(file) || isHeic(file)) return fromPicture(file);
  return fromText(file);
}

async function fromPdf(file: Buffer): Promise<Upload> {
  const read = await credentialInPdf(file);
  if (typeof read === "string") return { fault: read };
  return credentialText(read.text, "pdf", { pdf: read.signature });
}

async function fromBundle(file: Buffer): Promise<Upload> {
  const read = await readBundle(file);
  return typeof read === "string" ? { fault: read } : credentialText(read.credential, "bundle");
}

/** A badge has its credential in it; a screenshot may show a QR code. */
async function fromPng(file: Buffer): Promise<Upload> {
  const read = unbakePng(file);
  if (typeof read !== "string") return credentialText(read.text, "png");
  return read === "no-credential" ? fromPicture(file) : { fault: read };
}

async function fromPicture(file: Buffer): Promise<Upload> {
  const codes = await readQr(file);
  if (typeof codes === "string") return { fault: codes };
  const [text = "", ...more] = codes;
  if (more.length > 0) return { fault: "two-codes" };
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return { kind: "address", text };
  return readLookup(text).by === "code" ? { kind: "code", text } : { fault: "other-code" };
}

function fromText(file: Buffer): Upload {
  const begins = file
    .toString("latin1", 0, 1000)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()[0];
  if (begins === "<") return fromSvg(file);
  const read = textOf(file);
  if (read === "too-large") return { fault: read };
  if (read === "malformed") return { fault: "unknown-kind" };
  const text = read.text.replace(/^\ufeff/, "").trim();
  if (text.startsWith("{")) return credentialText(text, "json");
  return looksCompact(text) ? credentialText(text, "jwt") : { fault: "unknown-kind" };
}

function fromSvg(file: Buffer): Upload {
  const text = utf8(file);
  const read = text === null ? "malformed" : unbakeSvg(text);
  return typeof read === "string" ? { fault: read } : credentialText(read.text, "svg");
}

/** A text that cannot be a credential is refused here, before anything else looks at it. */
function credentialText(text: string, from: UploadForm, more: { pdf?: PdfSignature } = {}): Upload {
  const read = readCredential(text);
  return typeof read === "string"
    ? { fault: read }
    : { kind: "credential-text", text, from, ...more };
}

function utf8(file: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return null;
  }
}
