import { createHash } from "node:crypto";
import type { Readable, Writable } from "node:stream";

/**
 * A backup file is one gzip stream of records. A record is a line of JSON; a
 * line that announces data is followed by chunks, each after its length in
 * four bytes, big-endian, and ends with a length of zero. The last line says
 * `{"complete":true}`: a file cut short cannot be taken for a whole one.
 */
export interface Header {
  cabildoBackup: 1;
  createdAt: string;
  postgres: string;
  /** Hashes of the migrations that made this schema, in order. */
  migrations: string[];
  tables: string[];
  sequences: { name: string; value: string; called: boolean }[];
}

/** Announces the data of one table, in the text format of COPY. */
export interface TableRecord {
  table: string;
  columns: string[];
}

/** Follows the data: what has to be found after loading. */
export interface Totals {
  rows: number;
  bytes: number;
  sha256: string;
}

export type TableTotals = Totals & { table: string };

/** Writes records, as slowly as the file takes them. */
export class RecordWriter {
  readonly #output: Writable;

  constructor(output: Writable) {
    this.#output = output;
  }

  async line(record: object): Promise<void> {
    await this.#write(Buffer.from(`${JSON.stringify(record)}\n`));
  }

  /** Writes `data`, gathered into chunks of a useful size; answers its totals. */
  async data(data: AsyncIterable<Buffer>): Promise<Totals> {
    const tally = new Tally();
    let waiting: Buffer[] = [];
    let length = 0;
    const flush = async () => {
      if (length === 0) return;
      await this.#write(Buffer.concat([lengthOf(length), ...waiting]));
      waiting = [];
      length = 0;
    };
    for await (const chunk of data) {
      tally.add(chunk);
      for (let at = 0; at < chunk.length; at += usefulSize) {
        const piece = chunk.subarray(at, at + usefulSize);
        if (length + piece.length > largestChunk) await flush();
        waiting.push(piece);
        length += piece.length;
      }
      if (length >= usefulSize) await flush();
    }
    await flush();
    await this.#write(lengthOf(0));
    return tally.totals();
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#output.write(bytes)) return;
    await new Promise<void>((resolve, reject) => {
      const failed = (error: Error) => reject(error);
      this.#output.once("error", failed);
      this.#output.once("drain", () => {
        this.#output.off("error", failed);
        resolve();
      });
    });
  }
}

/** Reads records; throws BrokenArchive where the file ends early or holds something else. */
export class RecordReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(input: Readable) {
    this.#chunks = input[Symbol.asyncIterator]();
  }

  async line<T>(): Promise<T> {
    let end = this.#rest.indexOf(NEWLINE);
    while (end < 0) {
      if (this.#rest.length > longestLine) throw new BrokenArchive();
      const seen = this.#rest.length;
      await this.#more();
      end = this.#rest.indexOf(NEWLINE, seen);
    }
    const text = this.#take(end + 1).toString("utf8");
    try {
      return JSON.parse(text);
    } catch {
      throw new BrokenArchive();
    }
  }

  async *data(): AsyncGenerator<Buffer> {
    for (;;) {
      const length = (await this.#exactly(4)).readUInt32BE();
      if (length === 0) return;
      if (length > largestChunk) throw new BrokenArchive();
      yield await this.#exactly(length);
    }
  }

  async #exactly(length: number): Promise<Buffer> {
    while (this.#rest.length < length) await this.#more();
    return this.#take(length);
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #more(): Promise<void> {
    let next: IteratorResult<Buffer>;
    try {
      next = await this.#chunks.next();
    } catch {
      throw new BrokenArchive();
    }
    if (next.done) throw new BrokenArchive();
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }
}

export class BrokenArchive extends Error {
  override name = "BrokenArchive";
  constructor() {
    super("the file is damaged, incomplete or not a backup of Cabildo");
  }
}

/** Counts and hashes what passes: lines are rows, since COPY writes line breaks in values as `\n`. */
export class Tally {
  readonly #hash = createHash("sha256");
  #rows = 0;
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
      this.#rows += 1;
    }
  }

  totals(): Totals {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

const NEWLINE = 0x0a;
const usefulSize = 64 * 1024;
const longestLine = 1024 * 1024;
/** A length above this one is damage, and must not be waited for. */
const largestChunk = 4 * usefulSize;

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
