import { describe, expect, test } from "vitest";
import { cleanName, nameProblem } from "#app/domain/people/person-name.ts";
import { toCsv } from "#app/kernel/csv.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { unprintable } from "./pdf/typefaces.server.ts";

describe("a hostile name", () => {
  test.each(HOSTILE_NAMES)(
    "is kept as it will be printed, or refused: $what",
    ({ typed, printed }) => {
      const name = cleanName(typed);
      const refused = nameProblem(name) !== null || unprintable(name).length > 0;
      expect(refused ? null : name).toBe(printed);
    },
  );

  test.each(HOSTILE_NAMES)("is data and never a formula in a table: $what", ({ typed }) => {
    const [row = ""] = toCsv([[typed.replace(/[\r\n]/g, "")]])
      .slice(1)
      .split("\r\n");
    expect(row.replace(/^"/, "")).not.toMatch(/^[=+\-@\t]/);
  });
});
