import { isAnswerFileType, LARGEST_ANSWER_FILE } from "./answer-file-types.ts";
import type { ItemProblem } from "./interactions/interaction.ts";
import { interactions } from "./interactions/registry.ts";
import type { AssessmentItem, Entry } from "./item.ts";
import { isResponse, isRight, partsTaken } from "./scoring.ts";

export type { ItemProblem };

/**
 * Why an item cannot be asked; null = it can, and its key, where it is written out whole, is a
 * response that scores 1.
 */
export function itemProblem(item: AssessmentItem): ItemProblem | null {
  if (item.uses.includes("exam") && !item.objective) return "no-objective";
  if (item.prompt.trim() === "") return "no-prompt";
  if (!areIds(item)) return "bad-part-id";
  if (!isEntry(item.entry ?? {})) return "bad-entry";
  const { problem, externalScored } = interactions[item.interaction];
  return problem(item) ?? (externalScored ? null : keyProblem(item));
}

/** Names of parts stand in fields of forms, in pairs and in ids of a page. */
const PART_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

function areIds({ choices, sources = [], gaps = [] }: AssessmentItem): boolean {
  const ids = [...choices, ...sources, ...gaps].map(({ id }) => id);
  return ids.every((id) => PART_ID.test(id)) && new Set(ids).size === ids.length;
}

/** Characters of the longest text taken: some six pages. */
const LONGEST_TEXT = 20_000;
const MOST_FILES = 20;

function isEntry({ length, files }: Entry): boolean {
  if (length !== undefined && !isBetween(length, 1, LONGEST_TEXT)) return false;
  if (!files) return true;
  const { most, bytes, mediaTypes } = files;
  return (
    isBetween(most, 1, MOST_FILES) &&
    isBetween(bytes, 1, LARGEST_ANSWER_FILE) &&
    mediaTypes.length > 0 &&
    mediaTypes.every(isAnswerFileType)
  );
}

const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function keyProblem(item: AssessmentItem): ItemProblem | null {
  const { correct, mapping, texts = [], numbers = [] } = item.response;
  if (!Object.values(mapping).every(Number.isFinite)) return "bad-weights";
  if (![...texts, ...numbers].every(({ score }) => score >= 0 && score <= 1)) return "bad-weights";
  const mapped = Object.keys(mapping);
  if (partsTaken(item, mapped).length < mapped.length) return "no-key";
  if (correct.length === 0) return null;
  // The key of a typed gap is in the texts, and may be left out here.
  const isWhole = texts.every(({ gap }) => gap === undefined);
  return isResponse(item, correct) && (!isWhole || isRight(item, correct)) ? null : "no-key";
}
