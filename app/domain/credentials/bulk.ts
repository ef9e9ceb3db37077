import { type Cell, toCsv } from "#app/kernel/csv.ts";
import { readLookup } from "./issuing/code.ts";
import type { ShownIssuer, ShownVerification } from "./shown-verification.ts";
import type { Check, Verdict } from "./verdict.ts";

/** Rows of a list, and files of a ZIP, at most. */
export const MOST_ROWS = { csv: 2000, zip: 500 } as const;

/** Days that results are kept. */
export const BULK_KEPT_DAYS = 30;

/** Why a file with many certificates is not taken. */
export type BulkFault =
  | "nothing"
  | "too-large-file"
  | "not-a-list"
  | "no-rows"
  | "too-many-rows"
  /** Of a ZIP: what it would unpack to. */
  | "too-large-inside"
  | "bad-path"
  | "too-many";

/** What is kept of a row that was looked at: its verdict and what may be shown, or why there is none. */
export type BulkOutcome =
  | {
      verdict: Verdict;
      /** It is of a trial, and worth nothing. */
      trial: boolean;
      checks: Check[];
      credential: string | null;
      name: string | null;
      title: string | null;
      issuer: ShownIssuer | null;
      fingerprint: string;
      checkedAt: string;
    }
  | { fault: string; checkedAt: string };

export interface BulkRow {
  /** From 1. */
  position: number;
  /** The link or code of the list, or the file's name. */
  source: string;
  /** Null = it waits. */
  outcome: BulkOutcome | null;
}

/** What to keep of a verification. */
export function outcomeOf(shown: ShownVerification): BulkOutcome {
  const { verdict, trial, checks, issuer, claims, fingerprint, checkedAt } = shown;
  const { id = null, name = null, title = null } = claims ?? {};
  return { verdict, trial, checks, credential: id, name, title, issuer, fingerprint, checkedAt };
}

/**
 * The certificates that a table lists: of each row the first cell that is a code, an id or a link
 * of ours, else its first cell that is not empty. A first row without any, where others have one,
 * is the header.
 */
export function sourcesOf(table: readonly (readonly string[])[]): string[] {
  const rows = table.map((cells) => {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    const certificate = filled.find((cell) => readLookup(cell).by !== "nothing");
    return { isOne: certificate !== undefined, source: certificate ?? filled[0] };
  });
  const [first, ...others] = rows;
  const hasHeader = first && !first.isOne && others.some(({ isOne }) => isOne);
  return (hasHeader ? others : rows).flatMap(({ source }) => source ?? []);
}

/** How many rows have each verdict; those without one count as `none`. */
export function countsOf(rows: readonly BulkRow[]): Map<Verdict | "none", number> {
  const counts = new Map<Verdict | "none", number>();
  for (const { outcome } of rows) {
    const verdict = outcome && "verdict" in outcome ? outcome.verdict : "none";
    if (outcome) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}

/** What a column of the download is called, and what a verdict and a fault are, in words. */
export interface BulkWords {
  columns: readonly string[];
  verdict: (verdict: Verdict, trial: boolean) => string;
  fault: (code: string) => string;
}

/** Columns of the table, by the names of their headings. */
export const BULK_COLUMNS = [
  ...(["position", "source", "verdict-code", "verdict", "name", "achievement"] as const),
  ...(["issuer", "sha256", "checked-at"] as const),
] as const;

/** The results as a table for spreadsheets. */
export function bulkCsv(rows: readonly BulkRow[], words: BulkWords): string {
  return toCsv([words.columns, ...rows.map((row) => cellsOf(row, words))]);
}

function cellsOf({ position, source, outcome }: BulkRow, words: BulkWords): Cell[] {
  if (!outcome) return [position, source, null, null, null, null, null, null, null];
  if ("fault" in outcome) {
    const { fault, checkedAt } = outcome;
    return [position, source, null, words.fault(fault), null, null, null, null, checkedAt];
  }
  const { verdict, trial, name, title, issuer, fingerprint, checkedAt } = outcome;
  const signer = issuer && (issuer.name ?? issuer.did);
  const said = words.verdict(verdict, trial);
  return [position, source, verdict, said, name, title, signer, fingerprint, checkedAt];
}
