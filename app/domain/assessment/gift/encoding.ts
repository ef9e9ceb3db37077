/**
 * Text of a file as trainers' computers write it: UTF-8 if it is valid UTF-8,
 * else Windows-1252 (which decodes anything, so it cannot be tried first).
 */
export function decodeText(bytes: Uint8Array): {
  text: string;
  encoding: "utf-8" | "windows-1252";
} {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}
