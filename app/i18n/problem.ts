import type { Key } from "./translate.ts";

/** What is wrong with a field: the key of its sentence, and the values in it. */
export interface Problem {
  key: Key;
  values?: Record<string, string | number>;
}

/** By field name. `""` is for the form as a whole. */
export type Problems = Record<string, Problem>;

/** What a page needs to show a form again as it was sent. */
export interface FormState {
  problems: Problems;
  /** As typed; fields whose name holds "password" or "code" are never sent back. */
  values: Record<string, string | string[]>;
}
