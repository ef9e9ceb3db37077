import { createHash } from "node:crypto";

/** A UUID that depends on these values alone, so that repeating changes nothing (RFC 9562, version 8). */
export function derivedId(...of: readonly unknown[]): string {
  const hex = createHash("sha256").update(JSON.stringify(of)).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
