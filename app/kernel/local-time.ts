/**
 * The moment at which clocks of a zone (IANA) show "2026-11-21T08:30", as a field of the kind
 * `datetime-local` has it; null if no day or hour is written so. An hour that a change of clocks
 * skips is read as so much later; of one that comes twice, the first is meant.
 */
export function momentAt(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
  const asUtc = new Date(`${local}Z`);
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== local) return null;
  // The zone's offset a day before and after are the only two that can hold at that hour.
  const moments = [-DAY, DAY].map((away) => {
    const offset = offsetAt(new Date(asUtc.getTime() + away), timeZone);
    return new Date(asUtc.getTime() - offset);
  });
  const [first, second] = moments.toSorted((one, other) => one.getTime() - other.getTime());
  const shows = (moment: Date | undefined) => moment && localTime(moment, timeZone) === local;
  return (shows(first) ? first : second) ?? null;
}

/** What clocks of the zone show at that moment, written "2026-11-21T08:30". */
export function localTime(moment: Date, timeZone: string): string {
  const shifted = new Date(moment.getTime() + offsetAt(moment, timeZone));
  return shifted.toISOString().slice(0, 16);
}

const DAY = 86_400_000;

/** Milliseconds by which the zone's clocks are ahead of UTC. */
function offsetAt(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(moment);
  const [year, month, day, hour, minute, second] = [
    ...["year", "month", "day", "hour", "minute", "second"],
  ].map((type) => Number(parts.find((part) => part.type === type)?.value));
  const shown = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}
