import type { ExamStatistics, ItemStatistics } from "./statistics.ts";

/** An item's statistics with what names it on a page. */
export interface KeptItem extends ItemStatistics {
  itemId: string;
  /** How its prompt begins. */
  label: string;
  objective: string | null;
  /** When this version was first kept: ISO 8601 in UTC. */
  since: string;
  /** The edition on offer uses this version. */
  current: boolean;
}

/** The body of a row of `exam_statistics`. */
export interface KeptStatistics extends Omit<ExamStatistics, "items"> {
  items: KeptItem[];
  /** The people are the demonstration's: nobody real has finished this exam. */
  demonstration: boolean;
}

/** Columns by which the items of an exam can be put in order, as their address names them. */
export const ORDERS = ["avisos", "pregunta", "personas", "aciertos", "discriminacion"] as const;
export type Order = (typeof ORDERS)[number];

/** The order that an address asks for; what needs attention first unless it says otherwise. */
export function readOrder(query: URLSearchParams): Order {
  return ORDERS.find((order) => order === query.get("orden")) ?? "avisos";
}

/**
 * The items in an order: by flags and by persons the most first, by facility and
 * discrimination the least first, those without a number last.
 */
export function inOrder(items: readonly KeptItem[], order: Order): KeptItem[] {
  const keys: Record<Order, (item: KeptItem) => number> = {
    avisos: ({ flags }) => -flags.length,
    pregunta: () => 0,
    personas: ({ n }) => -n,
    aciertos: ({ n, p }) => (n === 0 ? Number.MAX_VALUE : p),
    discriminacion: ({ r }) => r ?? Number.MAX_VALUE,
  };
  const key = keys[order];
  return [...items].sort(
    (one, other) => key(one) - key(other) || (one.itemId < other.itemId ? -1 : 1),
  );
}
