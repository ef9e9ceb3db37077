import { aiken } from "./aiken/aiken.ts";
import type { Block, Format, FormatName, ReadBlock } from "./format.ts";
import { splitBlocks } from "./gift/blocks.ts";
import { carryGift } from "./gift/carry.ts";
import { readGift } from "./gift/read.ts";
import { writeGift } from "./gift/write.ts";
import { MOST_BLOCK } from "./limits.ts";
import { carryMoodleXml } from "./moodle-xml/carry.ts";
import { readMoodleXml } from "./moodle-xml/read.ts";
import { splitMoodleXml } from "./moodle-xml/split.ts";
import { writeMoodleXml } from "./moodle-xml/write.ts";

/** Every format, by its name. */
export const formats: Record<FormatName, Format> = {
  gift: {
    extension: "gift",
    mediaType: "text/plain; charset=utf-8",
    split: (text) => ({ ok: true, blocks: splitBlocks(text) }),
    read: readGift,
    carry: carryGift,
    head: "",
    tail: "",
    write: writeGift,
  },
  "moodle-xml": {
    extension: "xml",
    mediaType: "application/xml; charset=utf-8",
    split: splitMoodleXml,
    read: readMoodleXml,
    carry: carryMoodleXml,
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n',
    tail: "</quiz>\n",
    write: writeMoodleXml,
  },
  aiken,
};

/** Reads one question; one that is longer than any page could show is not looked into. */
export function readBlockOf(format: FormatName, block: Block): ReadBlock {
  if (block.text.length <= MOST_BLOCK) return formats[format].read(block);
  return { ok: false, fault: "too-long", line: block.line, detail: "" };
}

/** The format that a file is in by its text; null = none of them. */
export function formatOf(text: string): FormatName | null {
  const head = text.slice(0, 4096).trimStart();
  if (head.startsWith("<"))
    return /<quiz[\s>/]/.test(head) || head.startsWith("<?xml") ? "moodle-xml" : null;
  if (/^ANSWER:\s*[A-Z]\s*$/im.test(text)) return "aiken";
  const isGift = text.includes("{") || text.includes("::") || text.includes("$CATEGORY:");
  return isGift ? "gift" : null;
}
