import { describe, expect, test } from "vitest";
import { dice } from "#tests/factories/seed.ts";
import {
  LEAST,
  type PublishedTerritory,
  suppress,
  suppressCountry,
  type Territory,
} from "./suppress.ts";

const counts = (...people: number[]) =>
  people.map((n, index) => ({ code: `t${index}`, people: n }));

describe("suppression of small counts", () => {
  test("shows everything when no count is small", () => {
    expect(suppress(counts(5, 0, 12))).toEqual(counts(5, 0, 12));
  });

  test("hides the next smallest with a small one, so that the total does not tell it", () => {
    expect(suppress(counts(3, 9, 7, 40))?.map(({ people }) => people)).toEqual([null, 9, null, 40]);
  });

  test("hides every count that ties with the one hidden in company", () => {
    expect(suppress(counts(4, 5, 5, 40))?.map(({ people }) => people)).toEqual([
      null,
      null,
      null,
      40,
    ]);
  });

  test("shows none of a group of which nobody's count would be left", () => {
    expect(suppress(counts(4))).toBeNull();
    expect(suppress(counts(4, 4, 0))).toBeNull();
    expect(suppress(counts(4, 9))).toBeNull();
  });
});

/** Every way to fill the hidden counts of a group that its total allows, up to `most` of them. */
function fillings(group: readonly (number | null)[], total: number): number[][] {
  const hidden = group.filter((people) => people === null).length;
  const left = total - group.reduce<number>((sum, people) => sum + (people ?? 0), 0);
  const ways: number[][] = [];
  const fill = (chosen: number[], rest: number) => {
    if (chosen.length === hidden) {
      if (rest === 0) ways.push(chosen);
      return;
    }
    for (let people = 1; people <= rest; people += 1) fill([...chosen, people], rest - people);
  };
  fill([], left);
  return ways;
}

describe("an attacker with every published total", () => {
  test("cannot tell any hidden count, nor that it is below five", () => {
    const random = dice(20261121);
    for (let round = 0; round < 3000; round += 1) {
      const size = 1 + Math.floor(random() * 6);
      const group = counts(...Array.from({ length: size }, () => Math.floor(random() ** 2 * 12)));
      const total = group.reduce((sum, { people }) => sum + people, 0);
      const published = suppress(group);
      if (!published) continue;
      const shown = published.map(({ people }) => people);
      expect(shown.some((people) => people !== null && people > 0 && people < LEAST)).toBe(false);
      const ways = fillings(shown, total);
      for (let place = 0; place < shown.filter((people) => people === null).length; place += 1) {
        const values = new Set(ways.map((way) => way[place]));
        expect(values.size).toBeGreaterThan(1);
        expect(Math.max(...(values as Set<number>))).toBeGreaterThanOrEqual(LEAST);
      }
    }
  });

  test.each([
    [2, 16],
    [3, 14],
    [4, 9],
  ])("who also knows the rule tells no small count of %i parts", (parts, most) => {
    const groups = Map.groupBy(everyGroup(parts, most), (group) => {
      const total = group.reduce((sum, people) => sum + people, 0);
      return `${total} ${JSON.stringify(suppress(counts(...group)))}`;
    });
    for (const alike of groups.values()) {
      for (let place = 0; place < parts; place += 1) {
        const [value = 0, ...others] = new Set(alike.map((group) => group[place]));
        if (others.length === 0) expect(value === 0 || value >= LEAST).toBe(true);
      }
    }
  });

  test("finds no small count anywhere in a country", () => {
    const random = dice(99);
    for (let round = 0; round < 1500; round += 1) {
      const country = someCountry(random);
      const published = suppressCountry(country);
      expect(published.people).toBe(country.people);
      for (const { parts, total } of groupsOf(published)) {
        const shown = parts.map(({ people }) => people);
        expect(shown.some((people) => people !== null && people > 0 && people < LEAST)).toBe(false);
        const hidden = shown.filter((people) => people === null).length;
        const left = total - shown.reduce<number>((sum, people) => sum + (people ?? 0), 0);
        // The largest that one hidden count may be is what is left when every other is 1.
        if (hidden > 0) expect(left - (hidden - 1)).toBeGreaterThanOrEqual(LEAST);
        if (hidden > 0) expect(hidden).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

function everyGroup(parts: number, most: number): number[][] {
  if (parts === 0) return [[]];
  return everyGroup(parts - 1, most).flatMap((group) =>
    Array.from({ length: most + 1 }, (_, people) => [...group, people]),
  );
}

function someCountry(random: () => number): Territory {
  const parts = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, division) => {
    const towns = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, town) => ({
      code: `C-${division}-${town}`,
      people: Math.floor(random() ** 3 * 30),
      parts: [],
    }));
    return { code: `C-${division}`, people: sum(towns), parts: towns };
  });
  return { code: "C", people: sum(parts), parts };
}

const sum = (parts: Territory[]) => parts.reduce((total, { people }) => total + people, 0);

function groupsOf(territory: PublishedTerritory): { parts: PublishedTerritory[]; total: number }[] {
  if (!territory.parts || territory.people === null) return [];
  return [
    { parts: territory.parts, total: territory.people },
    ...territory.parts.flatMap(groupsOf),
  ];
}
