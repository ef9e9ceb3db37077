import { type GIFTQuestion, SyntaxError as GiftSyntaxError, parse } from "gift-pegjs";
import { type Block, splitBlocks } from "./gift/blocks.ts";
import { decodeText } from "./gift/encoding.ts";
import { plainText } from "./gift/gift-text.ts";
import { readKind } from "./gift/kinds.ts";
import { readTags } from "./gift/tags.ts";
import type { AssessmentItem } from "./item.ts";
import { type ItemProblem, itemProblem } from "./item-problem.ts";

/** Why a question of a GIFT file is left out. */
type ProblemCode =
  | "syntax"
  | "unsupported"
  | "no-id"
  | "bad-id"
  | "repeated-id"
  | "bad-tag"
  | ItemProblem;

/** Why a question of a file was left out. */
interface BankProblem {
  file: string;
  /** From 1. */
  line: number;
  code: ProblemCode;
  /** For whoever wrote the file. */
  message: string;
}

export interface Bank {
  items: AssessmentItem[];
  problems: BankProblem[];
}

/**
 * Reads a question bank in GIFT. It succeeds in part: good questions come out,
 * each of the others is a problem with its line, and the file is never lost as
 * a whole. Bytes are UTF-8, or Windows-1252 if they are not.
 */
export function readBank(source: Uint8Array | string, file: string): Bank {
  const text = typeof source === "string" ? source : decodeText(source).text;
  const bank: Bank = { items: [], problems: [] };
  const lines = new Map<string, number>();
  for (const block of splitBlocks(text)) {
    const read = readBlock(block);
    if (!read) continue;
    if (!read.ok) {
      bank.problems.push({ file, line: read.line, code: read.code, message: read.message });
      continue;
    }
    const earlier = lines.get(read.item.id);
    if (earlier !== undefined) {
      const message = `${MESSAGES["repeated-id"]} (${read.item.id}, line ${earlier})`;
      bank.problems.push({ file, line: block.line, code: "repeated-id", message });
      continue;
    }
    lines.set(read.item.id, block.line);
    bank.items.push(read.item);
  }
  return bank;
}

type ReadBlock =
  | { ok: true; item: AssessmentItem }
  | { ok: false; code: ProblemCode; line: number; message: string };

function readBlock(block: Block): ReadBlock | null {
  const fail = (code: ProblemCode, detail = "", line = block.line): ReadBlock => ({
    ok: false,
    code,
    line,
    message: detail ? `${MESSAGES[code]}: ${detail}` : MESSAGES[code],
  });

  let question: GIFTQuestion | undefined;
  try {
    [question] = parse(block.text);
  } catch (error) {
    if (!(error instanceof GiftSyntaxError)) throw error;
    return fail("syntax", error.message, block.line + (error.location?.start.line ?? 1) - 1);
  }
  if (!question || question.type === "Category") return null;
  const { type } = question;
  if (type === "Description") return fail("unsupported", type);
  const kind = readKind(question);
  if (!kind) {
    const keyless = type === "MC" ? "no-key" : "unsupported";
    return fail(keyless, keyless === "unsupported" ? type : "");
  }
  if (!question.id) return fail("no-id");
  if (!ITEM_ID.test(question.id)) return fail("bad-id", question.id);
  const { values, wrong } = readTags(question.tags ?? []);
  if (wrong.length > 0) return fail("bad-tag", wrong.join(", "));
  const item: AssessmentItem = {
    id: question.id,
    title: question.title?.trim() ?? "",
    prompt: plainText(question.stem),
    feedback: plainText(question.globalFeedback) || null,
    ...kind,
    ...values,
  };
  const problem = itemProblem(item);
  return problem ? fail(problem, question.id) : { ok: true, item };
}

/** It is part of addresses and of the names of fields. */
const ITEM_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

const MESSAGES: Record<ProblemCode, string> = {
  syntax: "this is not GIFT",
  unsupported: "this kind of question is not taken yet",
  "no-id": "the question has no id: write // [id:…] on the line before it",
  "bad-id": "an id has letters, digits, dot, hyphen and underscore, at most 64",
  "repeated-id": "another question of this file has the same id",
  "no-objective": "an exam question needs [tag:objetivo:…]",
  "bad-tag": "this tag does not take that value",
  "no-prompt": "the question asks nothing",
  "too-few-choices": "a question needs at least two options",
  "repeated-choice": "two options say the same",
  "empty-choice": "an option is empty",
  "no-key": "no option is right",
  "several-keys": "more than one option is marked with =; give each a weight instead",
  "bad-weights": "the right options' weights must add up to 100",
  "too-few-sources": "a question of pairs needs at least two of them",
  "bad-range": "a range of numbers ends before it begins",
  "bad-unit": "a unit needs a name and what it is worth",
  "bad-part-id": "an option, a source or a gap has a name that cannot be, or another one's",
  "bad-entry": "what may be typed or sent has a limit that cannot be",
  "no-gap": "the text does not have each gap once",
  "gap-without-key": "a gap has no right answer",
  "no-rubric": "a question that a person marks needs a rubric",
  "marked-by-a-person": "only an exam asks what a person marks",
};
