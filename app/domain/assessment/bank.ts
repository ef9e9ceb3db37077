import { type GIFTQuestion, SyntaxError as GiftSyntaxError, parse } from "gift-pegjs";
import { type Block, splitBlocks } from "./gift/blocks.ts";
import { decodeText } from "./gift/encoding.ts";
import { readTags } from "./gift/tags.ts";
import { plainText } from "./interactions/gift-text.ts";
import type { ProblemCode } from "./interactions/interaction.ts";
import { interactions } from "./interactions/registry.ts";
import { type AssessmentItem, INTERACTIONS } from "./item.ts";

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
  const name = INTERACTIONS.find((each) => interactions[each].reads(question));
  if (!name) {
    const keyless = type === "MC" ? "no-key" : "unsupported";
    return fail(keyless, keyless === "unsupported" ? type : "");
  }
  if (!question.id) return fail("no-id");
  if (!ITEM_ID.test(question.id)) return fail("bad-id", question.id);
  const { values, wrong } = readTags(question.tags ?? []);
  if (wrong.length > 0) return fail("bad-tag", wrong.join(", "));
  if (values.uses.includes("exam") && !values.objective) return fail("no-objective", question.id);
  const prompt = plainText(question.stem);
  if (!prompt) return fail("no-prompt", question.id);
  const parsed = interactions[name].parse(question);
  if (!parsed.ok) return fail(parsed.code, question.id);
  return {
    ok: true,
    item: {
      id: question.id,
      title: question.title?.trim() ?? "",
      interaction: name,
      prompt,
      choices: parsed.choices,
      response: parsed.response,
      feedback: plainText(question.globalFeedback) || null,
      ...values,
    },
  };
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
};
