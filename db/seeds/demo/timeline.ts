import type { Dice } from "./random.ts";
import { DAY } from "./world.ts";

const HOUR = 60 * 60 * 1000;

/** Hours behind UTC of a working day, near enough for a demonstration. */
const OFFSET: Record<string, number> = { GT: 6, CL: 4 };

/** A person's own line of time: each moment comes after the last, and none after `end`. */
export interface Timeline {
  /**
   * The next moment, so many days on, at an hour at which officials study: four
   * times of five in office hours, never on a Sunday. Null once it would be past the end.
   */
  after(fewest: number, most: number): Date | null;
  /** So many minutes on, the same day or night. */
  minutes(fewest: number, most: number): Date | null;
  /** Nothing more before this moment. */
  notBefore(moment: Date): void;
}

export function timeline(start: Date, end: Date, country: string, dice: Dice): Timeline {
  const offset = OFFSET[country] ?? 5;
  let at = start.getTime();
  const reach = (moment: number): Date | null => {
    at = moment;
    return at > end.getTime() ? null : new Date(at);
  };
  return {
    after(fewest, most) {
      const day = Math.floor((at + (fewest + dice.next() * (most - fewest)) * DAY) / DAY) * DAY;
      const hour = dice.chance(0.8) ? 8 + dice.next() * 8 : 18.5 + dice.next() * 3;
      const sunday = new Date(day).getUTCDay() === 0;
      const moment = day + (sunday ? DAY : 0) + Math.floor((hour + offset) * HOUR);
      return reach(moment > at ? moment : at + Math.floor((0.2 + dice.next()) * HOUR));
    },
    minutes(fewest, most) {
      return reach(at + Math.floor((fewest + dice.next() * (most - fewest)) * 60_000));
    },
    notBefore(moment) {
      at = Math.max(at, moment.getTime());
    },
  };
}
