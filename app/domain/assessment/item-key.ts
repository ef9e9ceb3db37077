import { type AssessmentItem, isAnyNumber } from "./item.ts";

/** Words of a key that the page has, in the reader's language. */
export interface KeyWords {
  true: string;
  false: string;
  /** What is said to a number that no other range of the key holds. */
  anyOther: string;
  number(value: number): string;
}

/** An answer that a key speaks of. */
export interface KeyRow {
  /** The part of a response it is; of what is typed, no other row has it. */
  id: string;
  what: string;
  /** What it adds to the item's score, 0 to 1; null where it adds nothing by itself. */
  worth: number | null;
  why: string | null;
}

/** A part of a response, as `ItemResponse` writes it, in the words of the item. */
export function partText(item: AssessmentItem, part: string, words: KeyWords): string {
  const { choices, sources = [] } = item;
  const textOf = (id: string, among = choices) => among.find((one) => one.id === id)?.text;
  const space = part.indexOf(" ");
  const [first, second] = [part.slice(0, space), part.slice(space + 1)];
  switch (item.interaction) {
    case "match":
      return `${textOf(first, sources) ?? first} → ${textOf(second) ?? second}`;
    case "order":
      return `${second}. ${textOf(first) ?? first}`;
    case "inline-choice":
      return `${first}: ${textOf(second) ?? `«${second}»`}`;
    case "text-entry":
      return `«${part}»`;
    case "true-false":
      return part === "true" ? words.true : words.false;
    default:
      return textOf(part) ?? part;
  }
}

/**
 * The answers that an item's key speaks of, with what each is worth and why: for who teaches or
 * judges. None of one that a person marks.
 */
export function keyRows(item: AssessmentItem, words: KeyWords): KeyRow[] {
  const { choices, sources = [], gaps = [], response } = item;
  const { mapping, correct, texts = [], numbers = [] } = response;
  const row = (id: string, worth: number | null, why: string | null): KeyRow => {
    return { id, what: partText(item, id, words), worth, why };
  };
  switch (item.interaction) {
    case "match": {
      const used = new Set(correct.map((part) => part.split(" ")[1]));
      return [
        ...sources.flatMap(({ id, feedback }) => {
          const part = correct.find((pair) => pair.startsWith(`${id} `));
          return part ? row(part, mapping[part] ?? 0, feedback) : [];
        }),
        ...choices
          .filter(({ id }) => !used.has(id))
          .map(({ id, text }) => ({ id, what: `– → ${text}`, worth: 0, why: null })),
      ];
    }
    case "order":
      return choices
        .flatMap(({ id, feedback }) => {
          const part = correct.find((pair) => pair.startsWith(`${id} `));
          return part ? row(part, null, feedback) : [];
        })
        .sort((one, next) => placeIn(one.id) - placeIn(next.id));
    case "inline-choice":
      return gaps.flatMap((gap) => [
        ...gap.choices.map((id) => {
          const why = choices.find((choice) => choice.id === id)?.feedback ?? null;
          return row(`${gap.id} ${id}`, mapping[`${gap.id} ${id}`] ?? 0, why);
        }),
        ...texts
          .filter((key) => key.gap === gap.id)
          .map(({ text, score, feedback }) => row(`${gap.id} ${text}`, score, feedback)),
      ]);
    case "text-entry":
      return texts.map(({ text, score, feedback }) => row(text, score, feedback));
    case "numeric":
      return numbers.map((key, index) => {
        const what = isAnyNumber(key) ? words.anyOther : rangeText(item, key, words);
        return { id: String(index), what, worth: key.score, why: key.feedback };
      });
    default:
      return choices.map(({ id, feedback }) => row(id, mapping[id] ?? 0, feedback));
  }
}

function rangeText(
  { entry }: AssessmentItem,
  { from, to }: { from: number; to: number },
  { number }: KeyWords,
): string {
  const range = from === to ? [from] : [from, to];
  return `${range.map(number).join(" – ")} ${entry?.units?.[0]?.name ?? ""}`.trim();
}

/** Of `choice position`. */
const placeIn = (part: string): number => Number(part.split(" ")[1]);
