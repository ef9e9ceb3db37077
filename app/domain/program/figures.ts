import { type Goal, monthsBetween, type Pace, paceOf } from "./goal.ts";
import { suppress, suppressCountry, type Territory } from "./suppress.ts";

/** The programme as it was named. */
export interface Program extends Goal {
  id: string;
  name: string;
  /** ISO 3166-1. */
  countries: string[];
  /** Achievement that counts towards the goal. */
  achievementId: string;
}

interface Named {
  code: string;
  name: string;
}

/** What the database counts, before anything is hidden. */
export interface Counts {
  countries: Named[];
  divisions: (Named & { country: string })[];
  /** Those with people only. */
  municipalities: (Named & { division: string; people: number })[];
  /** ISO months with people only. */
  months: { month: string; people: number }[];
  /** Valid certificates of courses, counted apart. */
  courses: { id: string; title: string; certificates: number }[];
}

/** A line of a published table; null = not shown, so that nobody can be told from it. */
export interface Row {
  code: string;
  name: string;
  /** Code of what it is part of. */
  parent: string | null;
  people: number | null;
  /** Whether its parts are shown. */
  detailed: boolean;
}

/** A month: people first certified in it, and in all by its end, where that can be shown. */
export interface Month {
  month: string;
  people: number | null;
  total: number | null;
  /** People that an even pace would have by its end. */
  expected: number;
}

/** The goal as it is published: every output shows these numbers and no others. */
export interface PublishedGoal {
  program: Program;
  certified: number;
  pace: Pace;
  countries: Row[];
  divisions: Row[];
  municipalities: Row[];
  months: Month[];
  courses: Counts["courses"];
}

/** The tables of the goal at `now`, with what would tell of few people hidden. */
export function publish(program: Program, counts: Counts, now: Date): PublishedGoal {
  const certified = counts.municipalities.reduce((sum, { people }) => sum + people, 0);
  const rows: Record<"countries" | "divisions" | "municipalities", Row[]> = {
    countries: [],
    divisions: [],
    municipalities: [],
  };
  for (const country of counts.countries) {
    const tree = countryTree(country, counts);
    const published = suppressCountry(tree);
    rows.countries.push(rowOf(country, null, published.people, published.parts !== null));
    for (const division of published.parts ?? []) {
      const named = counts.divisions.find(({ code }) => code === division.code) as Named;
      rows.divisions.push(rowOf(named, country.code, division.people, division.parts !== null));
      for (const { code, people } of division.parts ?? []) {
        const municipality = counts.municipalities.find((one) => one.code === code) as Named;
        rows.municipalities.push(rowOf(municipality, division.code, people, true));
      }
    }
  }
  return {
    program,
    certified,
    pace: paceOf(program, certified, now),
    ...rows,
    months: publishMonths(program, counts.months, certified, now),
    courses: counts.courses,
  };
}

function rowOf(
  { code, name }: Named,
  parent: string | null,
  people: number | null,
  detailed: boolean,
): Row {
  return { code, name, parent, people, detailed };
}

function countryTree({ code }: Named, counts: Counts): Territory {
  const parts = counts.divisions
    .filter(({ country }) => country === code)
    .map((division) => {
      const towns = counts.municipalities
        .filter((town) => town.division === division.code)
        .map((town) => ({ code: town.code, people: town.people, parts: [] }));
      return { code: division.code, people: sum(towns), parts: towns };
    });
  return { code, people: sum(parts), parts };
}

const sum = (parts: Territory[]) => parts.reduce((total, { people }) => total + people, 0);

function publishMonths(
  program: Program,
  counted: Counts["months"],
  certified: number,
  now: Date,
): Month[] {
  const first = [program.startsOn.slice(0, 7), ...counted.map(({ month }) => month)].sort()[0];
  const months = monthsBetween(first as string, now.toISOString().slice(0, 7));
  const people = new Map(counted.map(({ month, people }) => [month, people]));
  const counts = months.map((month) => ({ code: month, people: people.get(month) ?? 0 }));
  const published = suppress(counts) ?? counts.map(({ code }) => ({ code, people: null }));
  const totals = knownTotals(
    published.map((month) => month.people),
    certified,
  );
  return published.map(({ code, people }, index) => ({
    month: code,
    people,
    total: totals[index] ?? null,
    expected: paceOf(program, 0, monthEnd(code, now)).expected,
  }));
}

/** Running totals worked out from the shown months alone: up to the first hidden one, and from the last. */
function knownTotals(people: (number | null)[], certified: number): (number | null)[] {
  const totals: (number | null)[] = people.map(() => null);
  let before = 0;
  for (const [index, count] of people.entries()) {
    if (count === null) break;
    before += count;
    totals[index] = before;
  }
  let after = 0;
  for (let index = people.length - 1; index >= 0; index -= 1) {
    totals[index] = certified - after;
    const count = people[index];
    if (count === null || count === undefined) break;
    after += count;
  }
  return totals;
}

function monthEnd(month: string, now: Date): Date {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const end = new Date(Date.UTC(year, number, 1));
  return end > now ? now : end;
}
