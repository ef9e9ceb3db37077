/** What is wrong in a file of `content/`, where, and in words for its author. */
export interface ContentProblem {
  /** Path from the folder of courses: `datos-abiertos/es/una-fila-un-hecho.mdx`. */
  file: string;
  /** First line is 1. */
  line: number;
  message: string;
}

/** `file:line: message`, as editors and terminals follow it. */
export const sentenceOf = ({ file, line, message }: ContentProblem): string =>
  `${file}:${line}: ${message}`;
