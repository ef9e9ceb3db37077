/** Bytes of the largest file that an answer may have. */
export const LARGEST_ANSWER_FILE = 10 * 1024 * 1024;

/** Kinds of file that an answer may have, with how their names end. */
export const ANSWER_FILE_TYPES = {
  "application/pdf": [".pdf"],
  "image/png": [".png"],
  "image/jpeg": [".jpg", ".jpeg"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [".docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
  "application/vnd.oasis.opendocument.text": [".odt"],
  "application/vnd.oasis.opendocument.spreadsheet": [".ods"],
  "text/csv": [".csv"],
  "text/plain": [".txt"],
} as const satisfies Record<string, readonly string[]>;

export type AnswerFileType = keyof typeof ANSWER_FILE_TYPES;

/** Whether it is one of them. */
export const isAnswerFileType = (type: string): type is AnswerFileType =>
  Object.hasOwn(ANSWER_FILE_TYPES, type);
