/** A cell of an export; null is an empty cell. */
export type Cell = string | number | boolean | null;

/**
 * RFC 4180 text in UTF-8, with the mark that tells spreadsheets so. A cell that a
 * spreadsheet would run as a formula (it begins with = + - @, a tab or a return) gets an
 * apostrophe before it; https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
