import type { Encoding } from "./formats/encoding.ts";
import type { FileFault, FormatName } from "./formats/format.ts";
import type { Outcome } from "./import.ts";
import type { Defaults } from "./source-item.ts";

/** Where an import is. */
export type ImportStage = "reading" | "failed" | "ready" | "taking" | "done";

/** An import as its page shows it; times in ISO 8601. */
export interface ImportState {
  id: string;
  courseSlug: string;
  fileName: string;
  format: FormatName | null;
  encoding: Encoding | null;
  defaults: Defaults;
  stage: ImportStage;
  fault: FileFault | null;
  faultLine: number | null;
  total: number | null;
  /** Questions read, or taken, so far. */
  done: number;
  counts: Record<Outcome, number>;
  startedAt: string;
  finishedAt: string | null;
}
