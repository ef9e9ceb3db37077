/**
 * Immutable values by key, in at most `maxBytes`. Bytes are what the caller says
 * that a value weighs. The oldest leaves first, but one that was used since it last
 * came up stays for another turn (the "clock" of Corbató, 1968): using one is then
 * only a look, where moving it to the end was a fortieth of a lesson's work.
 */
export class ByteCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The value, which is thereby used. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    entry.used = true;
    return entry.value;
  }

  /** Keeps a value, unless it alone would fill more than a quarter. */
  set(key: string, value: Value, bytes: number): void {
    this.#remove(key);
    if (bytes > this.#maxBytes / 4) return;
    this.#entries.set(key, { value, bytes, used: false });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return;
      if (entry.used) this.#putLast(oldest, entry);
      else this.#remove(oldest);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  #putLast(key: string, entry: Entry<Value>): void {
    entry.used = false;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #remove(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}

interface Entry<Value> {
  value: Value;
  bytes: number;
  used: boolean;
}
