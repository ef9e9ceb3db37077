import { oneLine } from "../canonical.ts";
import type { Block, BlockFault, Note, ReadBlock } from "../format.ts";
import { fromSource, type Said } from "../source.ts";
import { readers } from "./kinds.ts";
import type { ReadQuestion } from "./read-question.ts";
import { formatted } from "./text.ts";
import { childOf, childrenOf, parseXml, wordsOf, type XmlElement, XmlFault } from "./xml.ts";

/** Moodle's kinds that are read as one of QTI's. */
const isRead = (type: string): type is keyof typeof readers => Object.hasOwn(readers, type);

/** Reads one `<question>` of a Moodle XML file. */
export function readMoodleXml({ text, line, category }: Block): ReadBlock {
  const fail = (fault: BlockFault, detail = "", at = line): ReadBlock => {
    return { ok: false, fault, line: at, detail };
  };
  let question: XmlElement;
  try {
    question = parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const words = text.split("\n")[error.line - 1]?.trim() ?? "";
    return fail("syntax", words.slice(0, 80), line + error.line - 1);
  }
  const type = question.attributes.type ?? "";
  const title = oneLine(wordsOf(question, "name"));
  if (type === "description") return fail("description", title);
  if (!isRead(type)) return fail("unsupported", type.slice(0, 40));
  const notes = new Set<Note>();
  const read: ReadQuestion = readers[type](question, notes);
  if ("fault" in read) return fail(read.fault, read.detail);
  const said: Said = {
    title,
    prompt: read.prompt ?? formatted(childOf(question, "questiontext"), notes),
    feedback: formatted(childOf(question, "generalfeedback"), notes) || null,
    ...read.kind,
  };
  if (text.includes("<file/>")) notes.add("file");
  if (childrenOf(question, "hint").length > 0) notes.add("hints");
  if (wordsOf(question, "hidden") === "1") notes.add("hidden");
  const tags = childrenOf(childOf(question, "tags"), "tag").map((tag) => wordsOf(tag, "text"));
  const sourceId = wordsOf(question, "idnumber") || null;
  return fromSource({ said, sourceId, category, line, notes, tags });
}
