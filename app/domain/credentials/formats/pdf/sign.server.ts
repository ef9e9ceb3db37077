import { createHash } from "node:crypto";
import type { PDFPage, PdfDict, PdfRef } from "@libpdf/core";
import type { SigningKey } from "../../keys/key-ring.ts";
import { signedData } from "./cms.server.ts";

/** Bytes kept free for a signature; one of ours with its certificate takes a third. */
const ROOM = 2048;
/** What a place in the file is written as before it is known: ten digits. */
const UNKNOWN = 9_999_999_999;

/** The credential's file inside a PDF. */
const ATTACHMENT = "credencial.json";

export interface PdfSigning {
  /** The credential with its proof, as it is sent. */
  credential: string;
  /** The issuer's ES256 key, wherever its private half is. */
  signer: SigningKey;
  /** The certificate of that key: X.509, DER. */
  certificate: Uint8Array;
  signedAt: Date;
}

/**
 * The PDF with its credential attached, signed by its issuer: PAdES B-B (ETSI EN 319 142-1),
 * certified so that a reader warns of any later change (PDF 2.0 §12.8.2.2, P = 1).
 *
 * It is an incremental update: the file begins with the base as it was, byte for byte, and the
 * signature is of every byte but its own. Throws when the base is no PDF that may be added to.
 */
export async function signPdf(base: Buffer, signing: PdfSigning): Promise<Buffer> {
  const pdf = await import("@libpdf/core");
  const document = await pdf.PDF.load(base);
  const catalog = document.getCatalog();
  const page = document.getPage(0);
  if (!page || catalog.has("AcroForm") || page.dict.has("Annots")) {
    throw new Error("the base is not a PDF without forms and notes");
  }
  const { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } = pdf;
  const name = (value: string) => PdfName.of(value);
  const number = (value: number) => PdfNumber.of(value);
  const text = (value: string) => PdfString.fromString(value);
  const list = (...values: Parameters<typeof PdfArray.of>) => PdfArray.of(...values);
  const date = text(pdfDate(signing.signedAt));

  attach(document.register(fileSpecification()));
  sign(page, document.register(signature()));
  const saved = Buffer.from(await document.save({ incremental: true }));
  // A base that had to be repaired would be written anew.
  if (!saved.subarray(0, base.length).equals(base)) throw new Error("the base was not kept");
  return fill(saved, signing);

  /** PDF 2.0 §7.11.3, §14.13: the data of which the page is the presentation. */
  function fileSpecification(): PdfDict {
    const bytes = Buffer.from(signing.credential, "utf8");
    const file = PdfStream.fromDict(
      {
        Type: name("EmbeddedFile"),
        Subtype: name("application/vc"),
        Params: PdfDict.of({ Size: number(bytes.length), ModDate: date }),
      },
      bytes,
    );
    const embedded = document.register(file);
    return PdfDict.of({
      Type: name("Filespec"),
      F: text(ATTACHMENT),
      UF: text(ATTACHMENT),
      AFRelationship: name("Data"),
      EF: PdfDict.of({ F: embedded, UF: embedded }),
    });
  }

  function attach(file: PdfRef) {
    const given = catalog.get("Names");
    const names = given?.type === "ref" ? document.getObject(given) : given;
    const tree = PdfDict.of({ Names: list(text(ATTACHMENT), file) });
    if (names instanceof PdfDict) names.set("EmbeddedFiles", tree);
    else catalog.set("Names", PdfDict.of({ EmbeddedFiles: tree }));
    catalog.set("AF", list(file));
  }

  /** §12.8.1. `ByteRange` and `Contents` are written over once the file has its size. */
  function signature(): PdfDict {
    const noChanges = PdfDict.of({
      Type: name("TransformParams"),
      P: number(1),
      V: name("1.2"),
    });
    return PdfDict.of({
      Type: name("Sig"),
      Filter: name("Adobe.PPKLite"),
      SubFilter: name("ETSI.CAdES.detached"),
      M: date,
      Reference: list(
        PdfDict.of({
          Type: name("SigRef"),
          TransformMethod: name("DocMDP"),
          TransformParams: noChanges,
        }),
      ),
      ByteRange: list(number(0), number(UNKNOWN), number(UNKNOWN), number(UNKNOWN)),
      Contents: PdfString.fromHex("00".repeat(ROOM)),
    });
  }

  /** §12.7.5.5: a field without a place on the page, which screen readers pass over. */
  function sign(on: PDFPage, value: PdfRef) {
    const field = PdfDict.of({
      Type: name("Annot"),
      Subtype: name("Widget"),
      FT: name("Sig"),
      T: text("emisor"),
      V: value,
      // Hidden, printed, locked.
      F: number(2 + 4 + 128),
      Rect: list(number(0), number(0), number(0), number(0)),
      P: on.ref,
    });
    const widget = document.register(field);
    on.dict.set("Annots", list(widget));
    catalog.set("AcroForm", PdfDict.of({ Fields: list(widget), SigFlags: number(3) }));
    catalog.set("Perms", PdfDict.of({ DocMDP: value }));
  }
}

/** Writes over what was kept free: which bytes are signed, and the signature of them. */
async function fill(file: Buffer, signing: PdfSigning): Promise<Buffer> {
  const hole = `<${"00".repeat(ROOM)}>`;
  const start = file.lastIndexOf(hole);
  const end = start + hole.length;
  const range = `[0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`;
  const rangeAt = file.lastIndexOf(range);
  if (start < 0 || rangeAt < 0) throw new Error("the signature's place is not in the PDF");
  const known = `[0 ${start} ${end} ${file.length - end}]`.padEnd(range.length);
  file.write(known, rangeAt, "latin1");

  const digest = createHash("sha256")
    .update(file.subarray(0, start))
    .update(file.subarray(end))
    .digest();
  const made = Buffer.from(await signedData(digest, signing)).toString("hex");
  if (made.length > 2 * ROOM) throw new Error("the signature is larger than its place");
  file.write(made, start + 1, "latin1");
  return file;
}

/** PDF 2.0 §7.9.4, UTC. */
const pdfDate = (date: Date): string =>
  `D:${date
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/\D/g, "")}+00'00'`;
