import { describe, expect, test } from "vitest";
import { localTime, momentAt } from "./local-time.ts";

const GUATEMALA = "America/Guatemala";
const SANTIAGO = "America/Santiago";
const iso = (local: string, zone: string) => momentAt(local, zone)?.toISOString();

describe("the moment of a local time", () => {
  test("by the zone's offset, summer and winter", () => {
    expect(iso("2026-11-21T08:30", GUATEMALA)).toBe("2026-11-21T14:30:00.000Z");
    expect(iso("2026-11-21T08:30", SANTIAGO)).toBe("2026-11-21T11:30:00.000Z");
    expect(iso("2026-07-01T08:30", SANTIAGO)).toBe("2026-07-01T12:30:00.000Z");
    expect(iso("2026-12-31T23:30", SANTIAGO)).toBe("2027-01-01T02:30:00.000Z");
  });
  // In 2026 Chile puts its clocks back on 5 April and forward on 6 September, at midnight.
  test("of an hour that comes twice, the first", () => {
    expect(iso("2026-04-04T23:30", SANTIAGO)).toBe("2026-04-05T02:30:00.000Z");
  });
  test("an hour that is skipped is read as one later", () => {
    const moment = momentAt("2026-09-06T00:30", SANTIAGO) as Date;
    expect(moment.toISOString()).toBe("2026-09-06T04:30:00.000Z");
    expect(localTime(moment, SANTIAGO)).toBe("2026-09-06T01:30");
  });
  test("is what the clocks there show, all the year", () => {
    const start = Date.UTC(2026, 0, 1);
    for (let step = 0; step < 365 * 96; step += 61) {
      const moment = new Date(start + step * 900_000);
      const local = localTime(moment, SANTIAGO);
      expect(localTime(momentAt(local, SANTIAGO) as Date, SANTIAGO)).toBe(local);
    }
  });
  test.each([
    "",
    "mañana",
    "2026-02-30T10:00",
    "2026-13-01T10:00",
    "2026-11-21 08:30",
    "2026-11-21T25:00",
  ])("%j is none", (text) => expect(momentAt(text, GUATEMALA)).toBeNull());
});
