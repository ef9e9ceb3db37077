import { randomUUID } from "node:crypto";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { ByteCache } from "#app/kernel/byte-cache.ts";

/**
 * A page made of parts. Most of a lesson is the same for every reader: that is
 * rendered and compressed once a process, and a page is those pieces with the
 * reader's own between them. A gzip stream may be put together so: a stretch
 * of deflate that ends with a full flush refers to nothing before it
 * (RFC 1951, 3.2; RFC 1952, 2.3).
 */
export class SplicedPage {
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** Whether splicing pays: at least half of the page was kept. */
  get isMostlyKept(): boolean {
    let kept = 0;
    let all = 0;
    for (const { bytes, deflated } of this.#parts) {
      all += bytes.length;
      if (deflated) kept += bytes.length;
    }
    return kept * 2 >= all;
  }

  /** The page as it is, UTF-8. */
  bytes(): Buffer {
    return Buffer.concat(this.#parts.map(({ bytes }) => bytes));
  }

  /** The page as one gzip stream. */
  gzip(): Buffer {
    const pieces: Buffer[] = [GZIP_HEADER];
    let sum = 0;
    let size = 0;
    for (const { bytes, deflated } of this.#parts) {
      pieces.push(...(deflated ? [deflated] : deflate(bytes)));
      sum = crc32(bytes, sum);
      size += bytes.length;
    }
    const trailer = Buffer.from(GZIP_TRAILER);
    trailer.writeUInt32LE(sum, 2);
    trailer.writeUInt32LE(size % 2 ** 32, 6);
    pieces.push(trailer);
    return Buffer.concat(pieces);
  }
}

interface Part {
  bytes: Buffer;
  /** Of what is kept: its deflate blocks, which stand alone. */
  deflated?: Buffer;
}

/** Bytes of markup kept in a process, with their compressed form. */
const MOST_KEPT = 12 * 1024 * 1024;

/** Kept markup: its parts, and between them the names of what each page puts there. */
type Kept = (Part | string)[];

/** Markup by what it depends on; what was used longest ago leaves first. */
const kept = new ByteCache<Kept>(MOST_KEPT);

/** Begins the marks that stand for what is kept, and for the slots in it; nobody can write one. */
const SECRET = randomUUID();
const marks = new RegExp(`<x-kept id="${SECRET}-(\\d+)"></x-kept>`);
const slotMarks = new RegExp(`${SECRET}-slot-(\\w+)-`);

/** Name of a place, and what a page puts there: a UUID, a time. Never text that needs escaping. */
type Slots = Record<string, string>;
const SLOT_VALUE = /^[\w:. -]*$/;

/** One page being rendered: what it keeps, and then its parts. */
export interface Splicing {
  /**
   * The id of the mark that stands for the markup kept under `key`. What `slot(name)`
   * gives in it is replaced in each page by its own `slots[name]`.
   */
  keep(key: string, render: (slot: (name: string) => string) => string, slots?: Slots): string;
  page(html: string): SplicedPage;
}

/** Begins a page. Its marks are good for itself only. */
export function splicing(): Splicing {
  const used: Part[][] = [];
  return {
    keep(key, render, slots = {}) {
      let known = kept.get(key);
      if (!known) {
        known = keptOf(render((name) => `${SECRET}-slot-${name}-`));
        kept.set(key, known, weightOf(known) + key.length * 2);
      }
      used.push(known.map((part) => (typeof part === "string" ? filled(slots, part) : part)));
      return `${SECRET}-${used.length - 1}`;
    },
    page(html) {
      // Splitting by a pattern with a group gives text, number, text, number, text.
      const pieces = html.split(marks);
      return new SplicedPage(
        pieces.flatMap((piece, index) => {
          if (index % 2 === 1) return used[Number(piece)] ?? [];
          return piece === "" ? [] : { bytes: Buffer.from(piece) };
        }),
      );
    },
  };
}

function keptOf(html: string): Kept {
  return html.split(slotMarks).flatMap((piece, index): Kept => {
    if (index % 2 === 1) return [piece];
    const bytes = Buffer.from(piece);
    const whole = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
    return piece === "" ? [] : [{ bytes, deflated: deflateRawSync(bytes, whole) }];
  });
}

function filled(slots: Slots, name: string): Part {
  const value = slots[name];
  if (value === undefined || !SLOT_VALUE.test(value)) throw new Error(`No value for slot ${name}`);
  return { bytes: Buffer.from(value) };
}

function weightOf(parts: Kept): number {
  const sizes = parts.map((part) =>
    typeof part === "string" ? part.length : part.bytes.length + (part.deflated?.length ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The last block, empty; then places for the sum and the size. */
const GZIP_TRAILER = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** From this many bytes on, compressing the reader's own part costs less than sending it. */
const WORTH_DEFLATING = 400;
const LARGEST_STORED = 0xffff;

function deflate(bytes: Buffer): Buffer[] {
  if (bytes.length >= WORTH_DEFLATING) {
    const size = { windowBits: 12, memLevel: 5 };
    return [deflateRawSync(bytes, { ...size, level: 5, finishFlush: constants.Z_SYNC_FLUSH })];
  }
  const header = Buffer.allocUnsafe(5);
  header[0] = 0;
  header.writeUInt16LE(bytes.length, 1);
  header.writeUInt16LE(bytes.length ^ LARGEST_STORED, 3);
  return [header, bytes];
}
