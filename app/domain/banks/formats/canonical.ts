import type { AssessmentItem, Choice, Gap } from "#app/domain/assessment/item.ts";
import { choiceId, gapId, sourceId } from "./parts.ts";
import { normalText } from "./plain-text.ts";

/**
 * An item as every reader names it: its texts normal, its parts called a, b… s1, s2… and g1, g2…
 * in the order in which they are written. It asks and scores the same.
 */
export function canonical(item: AssessmentItem): AssessmentItem {
  const named = renamed(item);
  const { texts, numbers, ...key } = named.response;
  return {
    ...named,
    title: oneLine(item.title),
    prompt: normalText(named.prompt),
    choices: named.choices.map(normalChoice),
    ...(named.sources && { sources: named.sources.map(normalChoice) }),
    feedback: item.feedback === null ? null : normalText(item.feedback) || null,
    ...(item.scorerNotes && { scorerNotes: normalText(item.scorerNotes) }),
    response: {
      ...key,
      ...(texts && { texts: texts.map((text) => ({ ...normalChoice(text) })) }),
      ...(numbers && { numbers: numbers.map((number) => ({ ...number, ...explained(number) })) }),
    },
  };
}

export const oneLine = (text: string): string => normalText(text).replaceAll("\n", " ");

function normalChoice<Part extends { text: string; feedback: string | null }>(part: Part): Part {
  return { ...part, text: normalText(part.text), ...explained(part) };
}

const explained = ({ feedback }: { feedback: string | null }) => {
  return { feedback: feedback === null ? null : normalText(feedback) || null };
};

function renamed(item: AssessmentItem): AssessmentItem {
  switch (item.interaction) {
    case "true-false":
      return item;
    case "match":
      return renamedMatch(item);
    case "inline-choice":
      return renamedGaps(item);
    default:
      return renamedChoices(item);
  }
}

function renamedChoices(item: AssessmentItem): AssessmentItem {
  const choices =
    item.interaction === "order" ? inKeyOrder(item) : item.choices.map((choice) => ({ ...choice }));
  const names = new Map(choices.map(({ id }, index) => [id, choiceId(index)]));
  // A choice may be the first of a pair, as in `choice position`.
  const rename = (part: string) => part.replace(/^\S+/, (id) => names.get(id) ?? id);
  return {
    ...item,
    choices: choices.map((choice) => ({ ...choice, id: names.get(choice.id) ?? choice.id })),
    response: renamedKey(item, rename),
  };
}

function inKeyOrder({ choices, response }: AssessmentItem): Choice[] {
  const at = new Map(
    response.correct.map((part) => {
      const [id = "", position] = part.split(" ");
      return [id, Number(position)];
    }),
  );
  return choices.toSorted((one, other) => (at.get(one.id) ?? 0) - (at.get(other.id) ?? 0));
}

/** Answers in the order in which the pairs use them, then those that belong to none. */
function renamedMatch(item: AssessmentItem): AssessmentItem {
  const { sources = [], choices, response } = item;
  const secondOf = new Map(response.correct.map((part) => part.split(" ") as [string, string]));
  const used = [...new Set(sources.map(({ id }) => secondOf.get(id)))];
  const ordered = [
    ...used.flatMap((id) => choices.find((choice) => choice.id === id) ?? []),
    ...choices.filter(({ id }) => !used.includes(id)),
  ];
  const names = new Map([
    ...ordered.map(({ id }, index) => [id, choiceId(index)] as const),
    ...sources.map(({ id }, index) => [id, sourceId(index)] as const),
  ]);
  const name = (id: string) => names.get(id) ?? id;
  return {
    ...item,
    choices: ordered.map((choice) => ({ ...choice, id: name(choice.id) })),
    sources: sources.map((source) => ({ ...source, id: name(source.id) })),
    response: renamedKey(item, (part) => part.split(" ").map(name).join(" ")),
  };
}

/** Gaps in the order of the text; a choice that serves several is written in each. */
function renamedGaps(item: AssessmentItem): AssessmentItem {
  const { prompt, gaps = [], choices, response } = item;
  const ordered = gaps.toSorted((one, other) => placeOf(prompt, one) - placeOf(prompt, other));
  const made: Choice[] = [];
  const mapping: Record<string, number> = {};
  const correct: string[] = [];
  const named = ordered.map((gap, index) => {
    const id = gapId(index);
    const ids = gap.choices.map((choice) => {
      const own = choiceId(made.length);
      const { text = "", feedback = null } = choices.find((each) => each.id === choice) ?? {};
      made.push({ id: own, text, feedback });
      const share = response.mapping[`${gap.id} ${choice}`] ?? 0;
      if (share !== 0) mapping[`${id} ${own}`] = share;
      if (response.correct.includes(`${gap.id} ${choice}`)) correct.push(`${id} ${own}`);
      return own;
    });
    return { from: gap.id, gap: { id, choices: ids } };
  });
  const nameOf = (id = "") => named.find(({ from }) => from === id)?.gap.id ?? id;
  // In the order of the gaps, as a file has them.
  const texts = ordered.flatMap(({ id }) => (response.texts ?? []).filter(({ gap }) => gap === id));
  return {
    ...item,
    prompt: prompt.replace(/\[\[([^\]\s]+)\]\]/g, (_, id: string) => `[[${nameOf(id)}]]`),
    choices: made,
    gaps: named.map(({ gap }) => gap),
    response: {
      ...response,
      correct,
      mapping,
      ...(response.texts && { texts: texts.map((key) => ({ ...key, gap: nameOf(key.gap) })) }),
    },
  };
}

const placeOf = (prompt: string, { id }: Gap) => prompt.indexOf(`[[${id}]]`);

function renamedKey({ response }: AssessmentItem, rename: (part: string) => string) {
  const mapping = Object.entries(response.mapping).filter(([, share]) => share !== 0);
  return {
    ...response,
    correct: response.correct.map(rename),
    mapping: Object.fromEntries(mapping.map(([part, share]) => [rename(part), share])),
  };
}
