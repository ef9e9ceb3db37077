/** Seed of this run's dice: printed by who uses it, and taken from SEED to run the same again. */
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
