import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { type ItemProblem, itemProblem } from "#app/domain/assessment/item-problem.ts";
import { decodeText } from "./formats/encoding.ts";
import type { Block, BlockFault } from "./formats/format.ts";
import { splitBlocks } from "./formats/gift/blocks.ts";
import { readGift } from "./formats/gift/read.ts";
import { complete, isItemId } from "./source-item.ts";

/** Why a question of a GIFT file is left out. */
type ProblemCode = BlockFault | "no-id" | "bad-id" | "repeated-id" | "bad-tag" | ItemProblem;

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
 * Reads a bank of `content/` in GIFT: each of its questions brings its own id. It succeeds in
 * part: good questions come out, each of the others is a problem with its line, and the file is
 * never lost as a whole.
 */
export function readBank(source: Uint8Array | string, file: string): Bank {
  const text = typeof source === "string" ? source : decodeText(source).text;
  const bank: Bank = { items: [], problems: [] };
  const lines = new Map<string, number>();
  for (const block of splitBlocks(text)) {
    const read = readBlock(block);
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

type ReadItem =
  | { ok: true; item: AssessmentItem }
  | { ok: false; code: ProblemCode; line: number; message: string };

function readBlock(block: Block): ReadItem {
  const fail = (code: ProblemCode, detail = "", line = block.line): ReadItem => ({
    ok: false,
    code,
    line,
    message: detail ? `${MESSAGES[code]}: ${detail}` : MESSAGES[code],
  });

  const read = readGift(block);
  if (!read.ok) return fail(read.fault, read.detail, read.line);
  const { source } = read;
  if (!source.sourceId) return fail("no-id");
  if (!isItemId(source.sourceId)) return fail("bad-id", source.sourceId);
  if (source.wrongTags.length > 0) return fail("bad-tag", source.wrongTags.join(", "));
  const item = complete(source, source.sourceId);
  const problem = itemProblem(item);
  return problem ? fail(problem, item.id) : { ok: true, item };
}

const MESSAGES: Record<ProblemCode, string> = {
  syntax: "this is not GIFT",
  unsupported: "this kind of question is not taken",
  description: "a text that asks nothing is not taken",
  "too-long": "the question is longer than a page can show",
  "too-slow": "the question takes too long to read",
  "bad-number": "a number is not one",
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
