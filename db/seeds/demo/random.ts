/** Dice that fall the same way for the same seed. */
export interface Dice {
  /** 0 to below 1. */
  next(): number;
  /** Whether something that happens with this probability happens. */
  chance(probability: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Normally distributed (Box and Muller), mean 0, deviation 1. */
  normal(): number;
  bytes(length: number): Uint8Array;
  /** RFC 9562 version 4 in form. */
  uuid(): string;
}

/** Dice for one place of one seed: others may be thrown in any order without touching these. */
export function dice(seed: string, place: number): Dice {
  const next32 = sfc32(hash32(seed, 1), hash32(seed, 2), place);
  const next = () => next32() / 2 ** 32;
  const bytes = (length: number) => {
    const made = new Uint8Array(length);
    for (let at = 0; at < length; at += 4) {
      const word = next32();
      for (let byte = 0; byte < 4 && at + byte < length; byte += 1) {
        made[at + byte] = (word >>> (8 * byte)) & 0xff;
      }
    }
    return made;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    bytes,
    uuid: () => uuidOf(next32(), next32(), next32(), next32()),
  };
}

function uuidOf(first: number, second: number, third: number, fourth: number): string {
  const [a, b, c, d] = [
    hex8(first),
    hex8((second & 0xffff0fff) | 0x4000),
    hex8((third & 0x3fffffff) | 0x80000000),
    hex8(fourth),
  ] as const;
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

const hex8 = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), started at a different place for each `salt`. */
function hash32(text: string, salt: number): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash;
}

/** Chris Doty-Humphrey's small fast counting generator (PractRand, sfc32). */
function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}
