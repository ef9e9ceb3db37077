import type { Figure, Measured } from "./measure.ts";
import type { Weight } from "./weights.ts";

export function printLoads(loads: readonly Measured[]): void {
  print(
    ["target", "requests/s", "p50 ms", "p99 ms", "failed", "yardstick", "ratio", "to reach", ""],
    loads.map((load) => [
      load.name,
      load.perSecond.toFixed(0),
      load.p50.toFixed(0),
      load.p99.toFixed(0),
      String(load.failures),
      load.yardstick.toFixed(0),
      load.ratio.toFixed(3),
      load.toReach === null ? "–" : `≥ ${load.toReach}`,
      mark(load.reached),
    ]),
  );
}

export function printWeights(weights: readonly Weight[]): void {
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  print(
    ["weight, KB", "plain", "gzip", "brotli"],
    weights.map(({ name, plain, gzip, brotli }) => [name, ...[plain, gzip, brotli].map(kilobytes)]),
  );
}

export function printFigures(figures: readonly Figure[]): void {
  print(
    ["figure", "measured", "", "to reach", ""],
    figures.map(({ name, value, unit, most, reached }) => [
      name,
      value.toFixed(value < 100 ? 1 : 0),
      unit,
      most === undefined ? "–" : `≤ ${most}`,
      mark(reached ?? null),
    ]),
  );
}

const mark = (reached: boolean | null): string =>
  reached === null ? "" : reached ? "yes" : "NOT REACHED";

/** Columns as wide as they need, the first to the left, the rest to the right; nothing when empty. */
function print(head: string[], rows: string[][]): void {
  if (rows.length === 0) return;
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] as number;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  process.stdout.write(`\n${[line(head), rule, ...rows.map(line)].join("\n")}\n`);
}
