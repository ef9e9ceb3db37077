import { looksCompact } from "./formats/vc-jwt/compact.ts";
import { type Lookup, readLookup } from "./issuing/code.ts";

/** What somebody typed or pasted: a credential's text, a code or id of ours, or nothing that is one. */
export type Sent =
  | { by: "text"; text: string }
  | Exclude<Lookup, { by: "nothing" }>
  | { by: "nothing"; reason: "empty" | "mistyped" | "unreadable" | "elsewhere" };

/**
 * Tells what was sent. A link to another site is `elsewhere`: it is not opened, for whoever
 * made the link would choose what this server asks, and of whom.
 */
export function readSent(typed: string): Sent {
  const text = typed.trim();
  if (text.startsWith("{")) return { by: "text", text };
  const lookup = readLookup(text);
  if (lookup.by !== "nothing") return lookup;
  if (/^https?:\/\//i.test(text)) return { by: "nothing", reason: "elsewhere" };
  return looksCompact(text) ? { by: "text", text } : lookup;
}
