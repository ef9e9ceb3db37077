import type { AssessmentItem } from "#app/domain/assessment/item.ts";

/** Formats in which questions come and go. */
export const FORMATS = ["gift", "moodle-xml", "aiken"] as const;
export type FormatName = (typeof FORMATS)[number];

/** The text of one question of a file, still to be read. */
export interface Block {
  text: string;
  /** Line of the file, from 1, at which it begins. */
  line: number;
  /** Category of Moodle that it stands under; null = none. */
  category: string | null;
}

/** Why nothing of a file is read. */
export type FileFault =
  | "empty"
  | "no-format"
  | "doctype"
  | "too-deep"
  | "not-moodle"
  | "too-complex"
  | "too-many"
  | "too-large";

/** A file cut into its questions. */
export type SplitFile =
  | { ok: true; blocks: Block[] }
  | { ok: false; fault: FileFault; line: number | null };

/** Why a question of a file is not read. */
export type BlockFault =
  | "syntax"
  | "unsupported"
  | "description"
  | "no-key"
  | "too-long"
  | "too-slow"
  | "bad-number";

/** What was left out of a question that was read. */
export type Note =
  | "script"
  | "image"
  | "media"
  | "table"
  | "link"
  | "markup"
  | "file"
  | "units"
  | "grading"
  | "hidden"
  | "tag"
  | "hints";

/** What a file may leave to who imports it. */
type Chosen = "objective" | "difficulty" | "countries" | "uses";

/** A question as a file has it: what it does not say is absent. */
export interface SourceItem {
  /** As the file names it; null = it does not. */
  sourceId: string | null;
  category: string | null;
  line: number;
  item: Omit<AssessmentItem, "id" | Chosen> & Partial<Pick<AssessmentItem, Chosen>>;
  notes: Note[];
  /** Tags of ours with a value that they do not take. */
  wrongTags: string[];
}

export type ReadBlock =
  | { ok: true; source: SourceItem }
  | { ok: false; fault: BlockFault; line: number; detail: string };

/** What of an item a format has no place for. */
export type Lost =
  | "kind"
  | "id"
  | "title"
  | "feedback"
  | "choice-feedback"
  | "paragraphs"
  | "spacing"
  | "weights"
  | "units"
  | "rubric"
  | "notes"
  | "files"
  | "tags"
  | "rules";

/** An item reduced to what a format carries; null = the format has no such kind of question. */
export interface Carried {
  item: AssessmentItem | null;
  lost: Lost[];
}

/** A format: its files are read in blocks, and written whole. */
export interface Format {
  extension: string;
  mediaType: string;
  split(text: string): SplitFile;
  read(block: Block): ReadBlock;
  /** What of an item comes back when it was written and is read. */
  carry(item: AssessmentItem): Carried;
  /** What a file of this format begins and ends with. */
  head: string;
  tail: string;
  /** The text of one item that `carry` gave. */
  write(item: AssessmentItem): string;
}
