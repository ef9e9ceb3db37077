/** How often something may happen, by what is counted. */
export interface Limit {
  /** How many in a window; the next one is refused. */
  most: number;
  /** Minutes of a window, from the first one counted. */
  minutes: number;
}

/**
 * The one table of limits. Log-ins and codes count failures only: one that
 * succeeds is given back. The numbers by address let an office of 200 people
 * behind one address start the same course on the same morning, with two slips each.
 */
export const LIMITS = {
  "log-in by account": { most: 10, minutes: 15 },
  "log-in by address": { most: 400, minutes: 15 },
  "second factor by account": { most: 6, minutes: 15 },
  "password by account": { most: 10, minutes: 15 },
  "exam code by account": { most: 10, minutes: 15 },
  "registration by address": { most: 400, minutes: 60 },
  "recovery by account": { most: 4, minutes: 60 },
  "recovery by address": { most: 250, minutes: 60 },
  "code by address": { most: 100, minutes: 15 },
  "mail by account": { most: 5, minutes: 60 },
  "mail by mailbox": { most: 8, minutes: 60 },
  "form kept by account": { most: 60, minutes: 60 },
  "report by account": { most: 20, minutes: 60 },
  "report by address": { most: 60, minutes: 60 },
  // Work, not visits: a check that took all the time it may is counted thirty times.
  "verification by address": { most: 600, minutes: 15 },
  // Rows of lists.
  "bulk verification by address": { most: 4000, minutes: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** What a network address counts as: an IPv6 customer holds at least a whole /64. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const groups = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? 8 - groups.length - after.length : 0;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
