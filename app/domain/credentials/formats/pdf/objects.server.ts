import { inflateSync } from "node:zlib";
import { MalformedPdf, NoValue, type PdfValue, valueReader } from "./values.ts";

/** What a stranger's PDF may be at most. A certificate of ours has 60 objects and 2,000 values. */
const LIMITS = { objects: 50_000, values: 200_000, inflated: 16_000_000 } as const;

/** An object of the file: its value, and where its stream's bytes are when it has one. */
interface PdfObject {
  value: PdfValue;
  stream: { start: number; end: number } | null;
}

export interface PdfObjects {
  /** Each object as the last revision of the file has it, by its number. */
  objects: ReadonlyMap<number, PdfObject>;
  /** A stream's bytes, inflated; "too-large" beyond `limit` bytes. Throws MalformedPdf. */
  bytesOf(object: PdfObject, limit: number): Buffer | "too-large";
}

/**
 * The objects of a PDF, found by going through its bytes from first to last, as a reader does
 * that repairs. The cross-reference table, which can say anything, is not asked: what is in the
 * file is seen here, also what a table would leave out. Throws MalformedPdf.
 */
export function readObjects(file: Buffer): PdfObjects {
  const text = file.toString("latin1");
  const budget = { values: LIMITS.values };
  const reader = valueReader(text, budget);
  const objects = new Map<number, PdfObject>();
  let inflated = 0;

  function put(number: number, object: PdfObject) {
    objects.set(number, object);
    if (objects.size > LIMITS.objects) throw new MalformedPdf("too many objects");
  }

  const header = /(?<!\d)(\d{1,10})[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}obj(?![a-z])/g;
  for (let found = header.exec(text); found; found = header.exec(text)) {
    const object = objectAt(header.lastIndex);
    if (!object) continue;
    header.lastIndex = object.end;
    put(Number(found[1]), object);
    if (isObjectStream(object)) openObjectStream(object);
  }
  return { objects, bytesOf };

  function objectAt(place: number): (PdfObject & { end: number }) | null {
    try {
      const { value, end } = reader.valueAt(place);
      const stream = value instanceof Map ? streamAt(reader.skip(end), value.get("Length")) : null;
      return { value, stream, end: stream?.end ?? end };
    } catch (error) {
      // Not an object after all: the bytes of a stream, for one, can look like a header.
      if (error instanceof NoValue) return null;
      throw error;
    }
  }

  /** §7.3.8: where its length says when that is right, else as far as `endstream`. */
  function streamAt(place: number, length: PdfValue | undefined): PdfObject["stream"] {
    const opening = /stream\r?\n/y;
    opening.lastIndex = place;
    if (!opening.test(text)) return null;
    const start = opening.lastIndex;
    if (typeof length === "number") {
      const closing = /[\r\n]{0,2}endstream/y;
      closing.lastIndex = start + length;
      if (closing.test(text)) return { start, end: start + length };
    }
    const end = text.indexOf("endstream", start);
    if (end < 0) throw new MalformedPdf("stream without end");
    return { start, end };
  }

  /** §7.5.7: objects inside a stream. */
  function openObjectStream(stream: PdfObject) {
    const bytes = bytesOf(stream, LIMITS.inflated - inflated);
    if (bytes === "too-large") throw new MalformedPdf("too much");
    inflated += bytes.length;
    const inside = bytes.toString("latin1");
    const values = valueReader(inside, budget);
    const dictionary = stream.value as Map<string, PdfValue>;
    const first = Number(dictionary.get("First"));
    if (!(first >= 0 && first < 1_000_000)) throw new MalformedPdf("no table of objects");
    const table = inside.slice(0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index + 1 < table.length; index += 2) {
      const { value } = values.valueAt(first + Number(table[index + 1]));
      put(Number(table[index]), { value, stream: null });
    }
  }

  function bytesOf({ value, stream }: PdfObject, limit: number): Buffer | "too-large" {
    if (!stream || !(value instanceof Map)) throw new MalformedPdf("no stream");
    const length = value.get("Length");
    const target =
      length && typeof length === "object" && "ref" in length && objects.get(length.ref);
    const end =
      target && typeof target.value === "number" ? stream.start + target.value : stream.end;
    const raw = file.subarray(stream.start, Math.min(end, stream.end));
    const filters = [value.get("Filter") ?? []].flat().map((one) => nameOf(one));
    if (filters.length === 0) return raw.length > limit ? "too-large" : raw;
    if (filters.length > 1 || !isFlate(filters[0]) || value.get("DecodeParms")) {
      throw new MalformedPdf("another filter");
    }
    return inflate(raw, limit);
  }
}

const isObjectStream = ({ value, stream }: PdfObject): boolean =>
  stream !== null && value instanceof Map && nameOf(value.get("Type")) === "ObjStm";

const isFlate = (filter: string | null | undefined) => filter === "FlateDecode" || filter === "Fl";

/** The name that a value is; null when it is another kind of value. */
const nameOf = (value: PdfValue | undefined): string | null =>
  value && typeof value === "object" && "name" in value ? value.name : null;

function inflate(raw: Buffer, limit: number): Buffer | "too-large" {
  try {
    return inflateSync(raw, { maxOutputLength: Math.max(limit, 1) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return "too-large";
    throw new MalformedPdf("not compressed as it says");
  }
}
