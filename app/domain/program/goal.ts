/** A programme's goal: so many distinct certified people, between two days. */
export interface Goal {
  /** People to reach. */
  goal: number;
  /** First day: ISO date. */
  startsOn: string;
  years: number;
}

/** How what was reached compares with an even pace from the first day to the last. */
export interface Pace {
  /** ISO date on which the time is over. */
  endsOn: string;
  /** Part of the goal that is reached, 0 to 1 and beyond. */
  share: number;
  /** People that an even pace would have by now. */
  expected: number;
  /** Certified people less those expected: negative = behind. */
  difference: number;
  /** People a month, from the first day to the last, for an even pace. */
  evenPerMonth: number;
  /** People a month needed from now to the last day; null when there is nothing left to do or no time. */
  neededPerMonth: number | null;
  state: "not-started" | "reached" | "on-pace" | "behind" | "over";
}

const DAY = 86_400_000;
/** Days of a mean Gregorian month. */
const MONTH = 30.436875 * DAY;

/** Compares the certified people with an even pace at `now`: linear in days. */
export function paceOf({ goal, startsOn, years }: Goal, certified: number, now: Date): Pace {
  const start = Date.parse(`${startsOn}T00:00:00Z`);
  const end = endOf(startsOn, years);
  const elapsed = Math.min(Math.max((now.getTime() - start) / (end - start), 0), 1);
  const expected = Math.round(goal * elapsed);
  const monthsLeft = (end - now.getTime()) / MONTH;
  const left = goal - certified;
  return {
    endsOn: new Date(end).toISOString().slice(0, 10),
    share: certified / goal,
    expected,
    difference: certified - expected,
    evenPerMonth: goal / (years * 12),
    neededPerMonth:
      left > 0 && monthsLeft > 0
        ? Math.ceil(left / Math.max(1, Math.min(monthsLeft, years * 12)))
        : null,
    state: stateOf({ left, now: now.getTime(), start, end, ahead: certified >= expected }),
  };
}

function stateOf(at: { left: number; now: number; start: number; end: number; ahead: boolean }) {
  if (at.left <= 0) return "reached";
  if (at.now < at.start) return "not-started";
  if (at.now >= at.end) return "over";
  return at.ahead ? "on-pace" : "behind";
}

/** The same day so many years later. */
function endOf(startsOn: string, years: number): number {
  const date = new Date(`${startsOn}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

/** The months from one ISO month to another, both included: "2026-11", "2026-12", … */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  const [year = 0, month = 1] = first.split("-").map(Number);
  for (let index = 0; index < 1200; index += 1) {
    const date = new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7);
    if (date > last) break;
    months.push(date);
  }
  return months;
}
