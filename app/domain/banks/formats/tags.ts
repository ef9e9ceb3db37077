import type { AssessmentItem, Difficulty, ItemUse } from "#app/domain/assessment/item.ts";
import { DIFFICULTIES } from "#app/domain/courses/manifest.ts";

/** What tags may say of an item. */
type Tagged = Partial<
  Pick<
    AssessmentItem,
    "objective" | "difficulty" | "countries" | "uses" | "author" | "license" | "tags"
  >
> & { caseSensitive?: true; accentSensitive?: true; whole?: true; length?: number };

const USES: Record<string, ItemUse> = { leccion: "lesson", examen: "exam", repaso: "review" };
const USE_NAMES = Object.fromEntries(Object.entries(USES).map(([name, use]) => [use, name]));

/** Characters of a tag. */
const LONGEST = 120;

/** Each name of ours: takes its value into what is read, or says that it does not take it. */
const NAMES: Record<string, (value: string, into: Tagged) => boolean> = {
  objetivo(value, into) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) return false;
    into.objective = value;
    return true;
  },
  dificultad(value, into) {
    if (!(DIFFICULTIES as readonly string[]).includes(value)) return false;
    into.difficulty = value as Difficulty;
    return true;
  },
  pais(value, into) {
    const codes = value.split(",").map((code) => code.trim());
    if (!codes.every((code) => /^[A-Z]{2}$/.test(code))) return false;
    into.countries = [...(into.countries ?? []), ...codes];
    return true;
  },
  uso(value, into) {
    const uses = value.split(",").map((use) => USES[use.trim()]);
    const known = uses.filter((use) => use !== undefined);
    if (known.length > 0) into.uses = [...(into.uses ?? []), ...known];
    return known.length === uses.length;
  },
  autor: (value, into) => Boolean(value) && Boolean(Object.assign(into, { author: value })),
  licencia: (value, into) => Boolean(value) && Boolean(Object.assign(into, { license: value })),
  mayusculas: (value, into) => value === "si" && Boolean(Object.assign(into, CASE)),
  tildes: (value, into) => value === "si" && Boolean(Object.assign(into, ACCENTS)),
  completa: (value, into) => value === "si" && Boolean(Object.assign(into, WHOLE)),
  largo(value, into) {
    if (!/^[1-9]\d{0,5}$/.test(value)) return false;
    into.length = Number(value);
    return true;
  },
};
const CASE = { caseSensitive: true } as const;
const ACCENTS = { accentSensitive: true } as const;
const WHOLE = { whole: true } as const;

/**
 * Reads `[tag:name:value]`. Names of ours: objetivo, dificultad, uso (leccion, examen, repaso),
 * pais (codes joined by commas), autor, licencia, mayusculas, tildes and completa (si), largo
 * (characters). Any other tag is a word to find the item by; a value that a name does not take is
 * told, and kept as such a word.
 */
export function readTags(tags: readonly string[]): { values: Tagged; wrong: string[] } {
  const values: Tagged = {};
  const wrong: string[] = [];
  const words: string[] = [];
  for (const raw of tags) {
    const tag = raw.replace(/\s+/g, " ").trim().slice(0, LONGEST);
    const at = tag.indexOf(":");
    const name = at < 0 ? "" : tag.slice(0, at).trim();
    const take = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (take?.(tag.slice(at + 1).trim(), values)) continue;
    if (take) wrong.push(tag);
    if (tag && !words.includes(tag)) words.push(tag);
  }
  return { values: words.length > 0 ? { ...values, tags: words } : values, wrong };
}

/** The tags that say of an item what its format has no other place for. */
export function writeTags(item: AssessmentItem, { caseSensitive = false } = {}): string[] {
  const { response, entry } = item;
  const own = [
    item.objective && `objetivo:${item.objective}`,
    `dificultad:${item.difficulty}`,
    `uso:${item.uses.map((use) => USE_NAMES[use]).join(",")}`,
    item.countries.length > 0 && `pais:${item.countries.join(",")}`,
    item.author && `autor:${item.author}`,
    item.license && `licencia:${item.license}`,
    caseSensitive && response.caseSensitive && "mayusculas:si",
    response.accentSensitive && "tildes:si",
    response.whole && "completa:si",
    entry?.length && `largo:${entry.length}`,
  ];
  return [...own.filter((tag) => typeof tag === "string"), ...(item.tags ?? [])];
}

/** Whether a tag survives as it is: no sign that ends it, no line feed, no space at an end. */
export function isTag(tag: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  return !/[\u0000-\u001f\u007f[\]\\]|^\s|\s\s|\s$|^$/.test(tag) && tag.length <= LONGEST;
}
