/** Bytes of the largest file that an answer may have. */
export const LARGEST_ANSWER_FILE = 10 * 1024 * 1024;

/** Kinds of file that an answer may have: what they are called here, and how their names end. */
export const ANSWER_FILE_TYPES = {
  "application/pdf": { kind: "pdf", endings: [".pdf"] },
  "image/png": { kind: "png", endings: [".png"] },
  "image/jpeg": { kind: "jpg", endings: [".jpg", ".jpeg"] },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    kind: "docx",
    endings: [".docx"],
  },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    kind: "xlsx",
    endings: [".xlsx"],
  },
  "application/vnd.oasis.opendocument.text": { kind: "odt", endings: [".odt"] },
  "application/vnd.oasis.opendocument.spreadsheet": { kind: "ods", endings: [".ods"] },
  "text/csv": { kind: "csv", endings: [".csv"] },
  "text/plain": { kind: "txt", endings: [".txt"] },
} as const satisfies Record<string, { kind: string; endings: readonly string[] }>;

export type AnswerFileType = keyof typeof ANSWER_FILE_TYPES;

/** Why a file sent as an answer is not kept. */
export type FileRefusal =
  /** Of another's attempt, or of a question that takes none. */
  | "unknown"
  | "closed"
  | "empty"
  | "too-large"
  | "too-many"
  /** By what it holds, whatever its name says. */
  | "other-type";

/** Whether it is one of them. */
export const isAnswerFileType = (type: string): type is AnswerFileType =>
  Object.hasOwn(ANSWER_FILE_TYPES, type);
