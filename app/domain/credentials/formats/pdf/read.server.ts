import { createHash } from "node:crypto";
import { MOST_TEXT, textOf } from "../file-faults.ts";
import { signerOf } from "./cms.server.ts";
import { type PdfObjects, readObjects } from "./objects.server.ts";
import type { PdfSignature } from "./signature.ts";
import { MalformedPdf, NoValue, type PdfValue } from "./values.ts";

/** Why no credential is read from a PDF. */
export type PdfFault = "malformed" | "no-credential" | "two-attachments" | "too-large";

/**
 * The credential attached to a stranger's PDF and the state of the PDF's signature. Whatever the
 * bytes are, it takes time and memory in proportion to their number, and answers.
 *
 * The credential is checked by itself, as any other. **The page counts only when the signature is
 * `intact` and `signerKey` is a key of that credential's issuer** (`issuerKeyOf`): anybody can
 * attach a genuine credential to a page that says something else, or change the page and sign it
 * anew with a certificate in any name. Then the attachment may be shown, never "this PDF".
 */
export async function credentialInPdf(
  file: Buffer,
): Promise<{ text: string; signature: PdfSignature } | PdfFault> {
  const attachment = attachedText(file);
  if (typeof attachment === "string") return attachment;
  return { ...attachment, signature: await signatureOf(file) };
}

function attachedText(file: Buffer): { text: string } | PdfFault {
  if (file.toString("latin1", 0, 5) !== "%PDF-") return "malformed";
  try {
    const read = readObjects(file);
    const [attachment, ...more] = attachmentsOf(read);
    if (attachment === undefined) return "no-credential";
    if (more.length > 0) return "two-attachments";
    const object = read.objects.get(attachment);
    if (!object) return "malformed";
    const bytes = read.bytesOf(object, MOST_TEXT);
    return bytes === "too-large" ? bytes : textOf(bytes);
  } catch (error) {
    if (error instanceof MalformedPdf || error instanceof NoValue) return "malformed";
    throw error;
  }
}

/** Numbers of the streams that are attached, by whatever way (PDF 2.0 §7.11.4). */
function attachmentsOf({ objects }: PdfObjects): number[] {
  const found = new Set<number>();
  const resolve = (value: PdfValue | undefined): PdfValue | undefined =>
    value && typeof value === "object" && "ref" in value ? objects.get(value.ref)?.value : value;

  function search(value: PdfValue) {
    if (Array.isArray(value)) for (const one of value) search(one);
    if (!(value instanceof Map)) return;
    const files = resolve(value.get("EF"));
    if (files instanceof Map) {
      for (const file of files.values()) {
        if (file && typeof file === "object" && "ref" in file) found.add(file.ref);
      }
    }
    for (const one of value.values()) search(one);
  }

  for (const { value } of objects.values()) search(value);
  return [...found];
}

/** Ranges that are looked at; a PDF has as many as signatures. */
const MOST_RANGES = 100;
/** Bytes of hexadecimal in a signature at most; one of ours takes 4 KB. */
const MOST_SIGNATURE = 128_000;

/**
 * A signature counts when its range is the whole file but the signature itself (ETSI EN 319
 * 142-1 §5.3): then there is no byte left in which its place in the file could be hidden.
 */
async function signatureOf(file: Buffer): Promise<PdfSignature> {
  const text = file.toString("latin1");
  const holes = holesOf(text);
  const hole = holes.findLast((one) => one !== null);
  if (!hole) return { state: holes.length > 0 ? "changed" : "none", signerKey: null };
  const signer = await signerOf(signatureIn(hole, text), digestAround(hole, file));
  return typeof signer === "string"
    ? { state: signer, signerKey: null }
    : { state: "intact", signerKey: signer };
}

function holesOf(text: string): (Hole | null)[] {
  const ranges = text.matchAll(/\/ByteRange[\0\t\n\f\r ]{0,8}\[([\d\t\n\f\r ]{7,80})\]/g);
  const holes: (Hole | null)[] = [];
  for (const [, range = ""] of ranges) {
    if (holes.push(holeOf(range, text)) === MOST_RANGES) break;
  }
  return holes;
}

interface Hole {
  start: number;
  end: number;
}

/** What the range leaves out, when that is one hexadecimal string and nothing else. */
function holeOf(range: string, text: string): Hole | null {
  const [from, start = 0, end = 0, rest = 0, ...more] = range.trim().split(/\s+/).map(Number);
  const covers = from === 0 && end + rest === text.length && more.length === 0;
  const size = end - start;
  if (!covers || size < 2 || size > MOST_SIGNATURE) return null;
  return /^<[0-9A-Fa-f]*>$/.test(text.slice(start, end)) ? { start, end } : null;
}

/** The DER is shorter than its place, which zeros fill; its own length says where it ends. */
function signatureIn({ start, end }: Hole, text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(start + 1, end - 1), "hex");
  const long = bytes[0] === 0x30 && bytes[1] === 0x82;
  return long ? bytes.subarray(0, 4 + bytes.readUInt16BE(2)) : bytes;
}

const digestAround = ({ start, end }: Hole, file: Buffer): Buffer =>
  createHash("sha256").update(file.subarray(0, start)).update(file.subarray(end)).digest();
