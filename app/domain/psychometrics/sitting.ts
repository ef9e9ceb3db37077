/** One item as one person answered it. */
interface AnsweredItem {
  /** Of the item's version. */
  hash: string;
  /** 0 to 1; a blank answer is worth 0. */
  score: number;
  /** The response: ids of options, or none when it was left blank. */
  response: readonly string[];
  /** Seconds spent on it; null = not known. See `secondsOf`. */
  seconds: number | null;
}

/** One person's attempt: the items of the form, in the order asked. */
export interface Sitting {
  answers: readonly AnsweredItem[];
}

/** What the statistics need to know of an item's version. */
export interface ItemFacts {
  hash: string;
  /** Options whose share can be counted; null for an item without options. */
  options: readonly { id: string; right: boolean }[] | null;
  /** Words that have to be read before it can be answered. */
  words: number;
}

/** An answer as it was kept, with the moment in milliseconds. */
export interface TimedAnswer {
  item: string;
  at: number;
}

/** Answers saved together tell nothing of the time each took. */
const TOGETHER_MS = 1000;

/**
 * Seconds spent on each item of one attempt: the time from one kept answer (at
 * first, from the start) to the next, added up when an item was answered again.
 *
 * It is worth little for one person and something for the median of many: it
 * counts reading other questions, pauses and a bad line as time of the item that was
 * answered next. An item whose answers were all saved with another within a
 * second (an exam on one page) gets none.
 */
export function secondsOf(startedAt: number, answers: readonly TimedAnswer[]): Map<string, number> {
  const seconds = new Map<string, number>();
  let before = startedAt;
  for (const { item, at } of [...answers].sort((one, other) => one.at - other.at)) {
    const spent = at - before;
    before = Math.max(before, at);
    if (spent >= TOGETHER_MS) seconds.set(item, (seconds.get(item) ?? 0) + spent / 1000);
  }
  return seconds;
}
