import { type GIFTQuestion, SyntaxError as GiftSyntaxError, parse } from "gift-pegjs";
import type { Block, Note, ReadBlock } from "../format.ts";
import { normalText, plainText } from "../plain-text.ts";
import { fromSource, type Said } from "../source.ts";
import { readKind } from "./kinds.ts";

/** Reads one question in GIFT, as Moodle and gift-pegjs understand it. */
export function readGift({ text, line, category }: Block): ReadBlock {
  const parsed = parseQuestion(text);
  if ("error" in parsed) {
    const { error } = parsed;
    const at = error.location?.start.line ?? 1;
    const words = text.split("\n")[at - 1]?.trim() ?? "";
    return { ok: false, fault: "syntax", line: line + at - 1, detail: words.slice(0, 80) };
  }
  const { question } = parsed;
  if (!question || question.type === "Category" || question.type === "Description") {
    return { ok: false, fault: "description", line, detail: question?.title ?? "" };
  }
  const notes = new Set<Note>();
  const kind = readKind(question, notes);
  if (!kind) return { ok: false, fault: "no-key", line, detail: "" };
  const { prompt = plainText(question.stem, notes), ...parts } = kind;
  const said: Said = {
    title: normalText(question.title ?? "").replaceAll("\n", " "),
    prompt,
    feedback: plainText(question.globalFeedback, notes) || null,
    ...parts,
  };
  const sourceId = question.id ?? null;
  return fromSource({ said, sourceId, category, line, notes, tags: question.tags ?? [] });
}

type Parsed = { question: GIFTQuestion | undefined } | { error: GiftSyntaxError };

function parseQuestion(text: string): Parsed {
  try {
    return { question: parse(text)[0] };
  } catch (error) {
    if (!(error instanceof GiftSyntaxError)) throw error;
    const repaired = withEqualsSign(text);
    return repaired === text ? { error } : parseQuestion(repaired);
  }
}

/** `{#3:2~#why}`: Moodle's own tests leave out the sign of the right number, the parser does not. */
function withEqualsSign(text: string): string {
  return text.replace(/\{\s*#\s*(?=[-+.\d][^=~{}#\\]{0,80}~)/, "{#=");
}
