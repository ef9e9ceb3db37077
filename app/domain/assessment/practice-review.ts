import { pairsOf } from "./interactions/pairs.ts";
import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, InteractionName, ItemResponse } from "./item.ts";
import { scoreItem } from "./scoring.ts";

/** A part of a response in words: what was chosen or typed, and for what. */
export interface SaidPart {
  /** The source that is matched or the number of the gap; null = for the whole question. */
  of: string | null;
  text: string;
}

/** A practised question once it is over: all that can be told of it, key included. */
export interface PracticeReview {
  item: string;
  interaction: InteractionName;
  /** A gap is written as a line with its number. */
  prompt: string;
  verdict: "right" | "partly" | "wrong" | "blank";
  given: SaidPart[];
  correct: SaidPart[];
  /** Why each is right or wrong: of a choice, a source or a gap, or of the whole (null). */
  why: SaidPart[];
  /** The idea behind the question. */
  idea: string | null;
}

/** Everything about a practised question: what was answered, what is right, and why. */
export function reviewOf(item: AssessmentItem, response: ItemResponse): PracticeReview {
  return {
    item: item.id,
    interaction: item.interaction,
    prompt: promptOf(item),
    verdict: verdictOf(item, response),
    given: inWords(item, response),
    correct: inWords(item, keyOf(item)),
    why: whyOf(item, response),
    idea: item.feedback,
  };
}

function verdictOf(item: AssessmentItem, response: ItemResponse): PracticeReview["verdict"] {
  if (response.length === 0) return "blank";
  const score = scoreItem(item, response);
  return score === 1 ? "right" : score > 0 ? "partly" : "wrong";
}

/** The right response. Where a text or a number is typed, the first that is worth all. */
function keyOf({ response: key, entry }: AssessmentItem): ItemResponse {
  if (key.correct.length > 0) return key.correct;
  const text = key.texts?.find(({ score }) => score === 1);
  if (text) return [text.text];
  const range = key.numbers?.find(({ score }) => score === 1);
  if (!range) return [];
  const { from, to } = range;
  const unit = entry?.units?.[0]?.name;
  return [from === to ? String(from) : `${from} – ${to}`, ...(unit ? [unit] : [])];
}

function inWords(item: AssessmentItem, response: ItemResponse): SaidPart[] {
  const texts = textsOf(item);
  const said = (id: string) => texts.get(id) ?? id;
  switch (item.interaction) {
    case "order":
      return [...pairsOf(response)]
        .sort(([, one], [, other]) => Number(one) - Number(other))
        .map(([choice, position]) => ({ of: position, text: said(choice) }));
    case "match":
    case "inline-choice":
      return [...pairsOf(response)].map(([first, second]) => ({
        of: said(first),
        text: said(second),
      }));
    case "numeric":
      return response.length === 0 ? [] : [{ of: null, text: response.join(" ") }];
    default:
      return response.map((part) => ({ of: null, text: said(part) }));
  }
}

/** What choices and sources say, and the number of each gap. */
function textsOf({ choices, sources = [], gaps = [] }: AssessmentItem): Map<string, string> {
  return new Map([
    ...[...choices, ...sources].map(({ id, text }) => [id, text || id] as const),
    ...gaps.map(({ id }, index) => [id, String(index + 1)] as const),
  ]);
}

/** Every explanation of a question: of all its choices, and of what was answered or is right. */
function whyOf(item: AssessmentItem, response: ItemResponse): SaidPart[] {
  const texts = textsOf(item);
  const { feedback } = interactions[item.interaction];
  const explained: [string, string | null][] = feedback
    ? Object.entries({ ...feedback(item, keyOf(item)), ...feedback(item, response) })
    : item.choices.map(({ id, feedback: why }) => [id, why]);
  return explained.flatMap(([id, text]) => (text ? [{ of: texts.get(id) ?? null, text }] : []));
}

function promptOf({ prompt, gaps = [] }: AssessmentItem): string {
  return gaps.reduce(
    (text, { id }, index) => text.replaceAll(`[[${id}]]`, `____ (${index + 1})`),
    prompt,
  );
}
