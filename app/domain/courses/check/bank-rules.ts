import type { CourseManifest } from "../manifest.ts";
import { areEven, keyLongestShare, keyPositions } from "./bank-statistics.ts";

/** A question of a bank, as the checks look at it. */
export interface CheckedItem {
  id: string;
  file: string;
  line: number;
  objective: string | null;
  difficulty: string;
  /** None = every country. */
  countries: readonly string[];
  /** What it is for; one for several is foremost the exam's, then the review's. */
  use: "lesson" | "exam" | "review";
  /** What it asks and offers. */
  text: string;
  /** Tags that say nothing the system knows. */
  unknownTags: readonly string[];
  /** Whether one option is right and its place and length could tell it. */
  isChoice: boolean;
  /** Of a true-false question, which it is; null for every other. */
  truth: boolean | null;
  options: readonly { text: string; right: boolean; feedback: string | null }[];
}

/** What a bank is held to: the checklist for a lesson, point 10, and the exam's exposure. */
const BANK_LIMITS = { keyLongest: 0.3, poolOfDraw: 5 } as const;

export interface BankFinding {
  file: string;
  line: number;
  message: string;
}

/** Options that do not say why. */
export function feedbackFindings(items: readonly CheckedItem[]): BankFinding[] {
  return items
    .filter(({ options }) => options.some(({ feedback }) => !feedback?.trim()))
    .map(({ id, file, line }) => ({ file, line, message: `${id}: an option has no feedback` }));
}

/** What in the shape of a bank's options gives its keys away. */
export function keyFindings(items: readonly CheckedItem[]): string[] {
  const choices = items.filter(({ isChoice }) => isChoice);
  const share = keyLongestShare(choices);
  const positions = keyPositions(choices);
  const truths = [true, false].map((truth) => items.filter((item) => item.truth === truth).length);
  return [
    ...(share > BANK_LIMITS.keyLongest
      ? [
          `the key is the longest option in ${percent(share)}, at most ${percent(BANK_LIMITS.keyLongest)}`,
        ]
      : []),
    ...(areEven(positions) ? [] : [`the key's places are uneven: ${positions.join(", ")}`]),
    ...(areEven(truths) ? [] : [`true and false are uneven: ${truths.join(", ")}`]),
  ];
}

/** What is wrong between the questions and the course that uses them. */
export function courseBankFindings(
  manifest: CourseManifest,
  items: readonly CheckedItem[],
  /** Questions that lessons place, and the countries of those lessons. */
  placed: ReadonlyMap<string, readonly string[]>,
): (BankFinding & { path?: PropertyKey[] })[] {
  const objectives = new Set(manifest.objectives.map(({ id }) => id));
  const found: (BankFinding & { path?: PropertyKey[] })[] = [];
  for (const { id, file, line, objective, countries, use, unknownTags } of items) {
    for (const tag of unknownTags) found.push({ file, line, message: `${id}: unknown tag ${tag}` });
    if (!objective || !id.startsWith(`${objective}-`)) {
      found.push({ file, line, message: `${id}: its id does not begin with its objective` });
    }
    if (countries.length === 0) found.push({ file, line, message: `${id}: it names no country` });
    if (objective && !objectives.has(objective)) {
      found.push({ file, line, message: `${id}: course.json has no objective ${objective}` });
    }
    if (placed.has(id) && use !== "lesson") {
      found.push({ file, line, message: `${id}: a question of the ${use} is placed in a lesson` });
    }
    const missing = (placed.get(id) ?? []).filter((code) => !countries.includes(code));
    if (countries.length > 0 && missing.length > 0) {
      const message = `${id}: it is in a lesson, and not for ${missing.join(", ")}`;
      found.push({ file, line, message });
    }
  }
  return [...found, ...poolFindings(manifest, items)];
}

/** Pools of each cell of the blueprint, counted for each country: a form is one country's. */
function poolFindings(manifest: CourseManifest, items: readonly CheckedItem[]) {
  return (manifest.exam?.blueprint ?? []).flatMap((cell, index) =>
    (cell.countries ?? manifest.countries).flatMap((country) => {
      const pool = items.filter(
        (item) =>
          item.use === "exam" &&
          item.objective === cell.objective &&
          (!cell.difficulty || item.difficulty === cell.difficulty) &&
          (item.countries.length === 0 || item.countries.includes(country)),
      ).length;
      const wanted = cell.count * BANK_LIMITS.poolOfDraw;
      if (pool >= wanted) return [];
      const message = `${cell.objective}: ${pool} exam questions for ${country}, ${wanted} wanted to draw ${cell.count}`;
      return [{ file: "course.json", line: 1, message, path: ["exam", "blueprint", index] }];
    }),
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
