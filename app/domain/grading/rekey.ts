import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { itemProblem } from "#app/domain/assessment/item-problem.ts";

/** What may be done about an item that was found wrong. */
export type ItemChange =
  | { kind: "drop" }
  /** This choice is right, in place of the key or beside it. */
  | { kind: "choice"; choice: string; beside: boolean }
  /** These choices, and no others, are right. */
  | { kind: "choices"; choices: string[] }
  /** This text, or this number in the first unit, is right as well. */
  | { kind: "typed"; text: string };

/** How an item of a kind can be re-keyed; null = it can only be dropped. */
export function rekeyOf({
  interaction,
}: AssessmentItem): Exclude<ItemChange["kind"], "drop"> | null {
  if (interaction === "choice" || interaction === "true-false") return "choice";
  if (interaction === "multiple-response") return "choices";
  return interaction === "text-entry" || interaction === "numeric" ? "typed" : null;
}

/**
 * The item with another key, all else the same; null where the change does not fit the item, or
 * would leave it without a key. Several choices share the score evenly, and each wrong one takes
 * away as much as a right one gives. A text is taken as it is: an asterisk in it is one.
 */
export function rekeyed(item: AssessmentItem, change: ItemChange): AssessmentItem | null {
  if (change.kind === "drop" || change.kind !== rekeyOf(item)) return null;
  const response = withKey(item, change);
  if (!response) return null;
  const replacement = { ...item, response };
  return itemProblem(replacement) === null ? replacement : null;
}

function withKey(
  item: AssessmentItem,
  change: Exclude<ItemChange, { kind: "drop" }>,
): AssessmentItem["response"] | null {
  const { response } = item;
  const known = (id: string) => item.choices.some((choice) => choice.id === id);
  if (change.kind === "choice") {
    if (!known(change.choice)) return null;
    if (change.beside) {
      return { ...response, mapping: { ...response.mapping, [change.choice]: 1 } };
    }
    return { ...response, correct: [change.choice], mapping: { [change.choice]: 1 } };
  }
  if (change.kind === "choices") {
    const right = [...new Set(change.choices)];
    if (right.length === 0 || !right.every(known)) return null;
    const share = 1 / right.length;
    const mapping = item.choices.map(({ id }) => [id, right.includes(id) ? share : -share]);
    return { ...response, correct: right, mapping: Object.fromEntries(mapping) };
  }
  const score = { score: 1, feedback: null };
  if (item.interaction === "text-entry") {
    const text = change.text.trim().replaceAll("*", "\\*");
    return text === ""
      ? null
      : { ...response, texts: [...(response.texts ?? []), { text, ...score }] };
  }
  const value = Number(change.text.trim().replace(",", "."));
  if (change.text.trim() === "" || !Number.isFinite(value)) return null;
  const range = { from: value, to: value, ...score };
  return { ...response, numbers: [...(response.numbers ?? []), range] };
}
