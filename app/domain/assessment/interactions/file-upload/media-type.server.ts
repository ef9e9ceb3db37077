import type { AnswerFileType } from "../../answer-file-types.ts";

/**
 * What a file is, by its bytes and whatever its name says; null = none of what an answer may have.
 * Signatures: ISO 32000-2 7.5.2 (PDF), PNG 3rd ed. 5.2, ISO/IEC 10918-1 B.1 (JPEG), ECMA-376 part 2
 * (Open Packaging), OpenDocument 1.3 part 2, 3.3 (`mimetype` first and stored). A document with
 * macros is none. A text is UTF-8 or Windows-1252; that it is a table only its name can say.
 */
export function mediaTypeOf(bytes: Buffer, name: string): AnswerFileType | null {
  if (startsWith(bytes, "%PDF-")) return "application/pdf";
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (startsWith(bytes, "\xff\xd8\xff")) return "image/jpeg";
  if (startsWith(bytes, "PK\x03\x04")) return packageType(bytes);
  if (!isText(bytes)) return null;
  return /\.csv$/i.test(name) ? "text/csv" : "text/plain";
}

/** Bytes of a zip entry's header before its name: APPNOTE 4.3.7. */
const HEADER = 30;

function packageType(bytes: Buffer): AnswerFileType | null {
  const first = bytes.subarray(HEADER, HEADER + 80).toString("latin1");
  const odf =
    /^mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet))(?=PK|[^\w.-])/.exec(
      first,
    );
  if (odf) return odf[1] as AnswerFileType;
  if (!bytes.includes("[Content_Types].xml") || bytes.includes("vbaProject.bin")) return null;
  const prefix = "application/vnd.openxmlformats-officedocument";
  if (bytes.includes("word/document.xml")) return `${prefix}.wordprocessingml.document`;
  if (bytes.includes("xl/workbook.xml")) return `${prefix}.spreadsheetml.sheet`;
  return null;
}

const startsWith = (bytes: Buffer, signature: string): boolean =>
  bytes.subarray(0, signature.length).equals(Buffer.from(signature, "latin1"));

/** No controls but those of a text. */
function isText(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
    if (byte === 0x7f) return false;
  }
  return true;
}
