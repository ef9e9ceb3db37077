/** Seed of this run's dice: printed by who uses it, and taken from SEED to run the same again. */
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

/** Dice of a seed: the same seed, the same throws (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
