import { type Cell, toCsv } from "#app/kernel/csv.ts";
import type { Outcome, RowFault, RowNote } from "./import.ts";

/** A question of an import, as its table shows it. */
export interface ImportLine {
  position: number;
  line: number;
  outcome: Outcome;
  fault: RowFault | null;
  detail: string | null;
  notes: RowNote[];
  itemId: string | null;
  title: string;
}

type Words = (key: `banks.fault.${RowFault}` | `banks.note.${RowNote}`) => string;

/** Why a question was left out, and what was left out of it. */
export function reasonOf({ fault, detail, notes }: ImportLine, t: Words): string {
  const reason = fault && `${t(`banks.fault.${fault}`)}${detail ? ` (${detail})` : ""}.`;
  const rest = notes.map((note) => `${t(`banks.note.${note}`)}.`);
  return [reason, ...rest].filter(Boolean).join(" ");
}

/** The same as a line of text for each. */
export function linesOfImport(lines: readonly ImportLine[], t: Words): string[] {
  return lines.map((each) => `line ${each.line}: ${each.title}: ${reasonOf(each, t)}`);
}

/** A table of them for spreadsheets. */
export function csvOfImport(
  lines: readonly ImportLine[],
  columns: readonly string[],
  { t, outcome }: { t: Words; outcome: (of: Outcome) => string },
): string {
  const rows = lines.map((each): Cell[] => [
    ...[each.line, each.itemId, each.title, outcome(each.outcome)],
    reasonOf(each, t),
  ]);
  return toCsv([columns, ...rows]);
}
