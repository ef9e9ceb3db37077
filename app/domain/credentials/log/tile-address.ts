import { TILE_WIDTH, type TilePlace } from "./tiles.ts";

/** A tile as an address names it: hashes of a level, or the entries themselves. */
export interface TileAddress extends Omit<TilePlace, "level"> {
  level: number | "entries";
  /** From 1 to 255 for a partial tile; 256 for a full one. */
  width: number;
}

/**
 * `tile/<L>/<N>[.p/<W>]` of https://c2sp.org/tlog-tiles, without `tile/`: N in groups of
 * three digits, all but the last after an x, so that 1234067 is `x001/x234/067`.
 */
export function tileAddress({ level, index, width }: TileAddress): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
  return `${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** The highest level that has an address. */
const HIGHEST_LEVEL = 63;

/** The tile of such an address; null for one that is not written as `tileAddress` writes it. */
export function readTileAddress(text: string): TileAddress | null {
  const [, level = "", name = "", partial] =
    text.match(/^(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/) ?? [];
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (partial !== undefined && (width < 1 || width >= TILE_WIDTH)) return null;
  const tile = {
    level: level === "entries" ? ("entries" as const) : Number(level),
    index: Number(name.replace(/[x/]/g, "")),
    width,
  };
  if (tile.level !== "entries" && tile.level > HIGHEST_LEVEL) return null;
  return tileAddress(tile) === text ? tile : null;
}
