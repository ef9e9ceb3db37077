import type { ItemProblem } from "#app/domain/assessment/item-problem.ts";
import type { Fields } from "./item-fields.ts";

/** What is wrong with a field of the form. */
export type FieldFault = ItemProblem | "required" | "number" | "too-long" | "tag";

/** Rows of one form at most. */
export const MOST_ROWS = 60;

/** Reads a form's fields, and keeps what is wrong with them: the first fault of each. */
export class FieldReader {
  readonly problems: Record<string, FieldFault> = {};
  private readonly fields: Fields;

  constructor(fields: Fields) {
    this.fields = fields;
  }

  fault(name: string, fault: FieldFault): void {
    this.problems[name] ??= fault;
  }

  text(name: string): string {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : "";
    return (Array.isArray(value) ? value[0] : value) ?? "";
  }

  list(name: string): string[] {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : [];
    return Array.isArray(value) ? value : value ? [value] : [];
  }

  /** A number with a point or a comma; null where nothing is typed, and a fault where it is none. */
  optionalNumber(name: string): number | null {
    const typed = this.text(name).trim().replace(",", ".");
    if (typed === "") return null;
    const value = Number(typed);
    if (Number.isFinite(value)) return value;
    this.fault(name, "number");
    return null;
  }

  /** What an answer is worth, typed in percent; nothing typed is worth nothing. */
  share(name: string): number {
    const value = this.optionalNumber(name) ?? 0;
    if (value < -100 || value > 100) this.fault(name, "number");
    return value / 100;
  }

  /** Numbers of the rows in which one of these fields was filled in. */
  rows(...names: string[]): number[] {
    const most = Math.min(MOST_ROWS, Math.max(1, Number(this.text("filas")) || 0));
    const all = Array.from({ length: most }, (_, index) => index + 1);
    return all.filter((row) => names.some((name) => this.text(`${name}-${row}`).trim() !== ""));
  }
}
