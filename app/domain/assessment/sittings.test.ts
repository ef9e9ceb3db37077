import { describe, expect, test } from "vitest";
import { type Sitting, sittingFor } from "./sittings.ts";

const sitting = (id: string, accessCode: string | null, hours = 1): Sitting => ({
  id,
  title: id,
  opensAt: new Date("2026-11-21T10:00:00Z"),
  closesAt: new Date(Date.parse("2026-11-21T10:00:00Z") + hours * 3_600_000),
  accessCode,
});

describe("the sitting that somebody enters", () => {
  const guarded = sitting("guarded", "Sol 42");
  const free = sitting("free", null);

  test.each(["Sol 42", "sol42", " S O L 4 2 ", "SOL 42"])("by its code, typed as %j", (code) => {
    expect(sittingFor([guarded], code)).toBe(guarded);
    expect(sittingFor([free, guarded], code)).toBe(guarded);
  });
  test.each(["", "   ", "sol", "sol 43", "*"])("by no other: %j", (code) => {
    expect(sittingFor([guarded], code)).toBeNull();
    expect(sittingFor([guarded, free], code)).toBe(free);
  });
  test("of several, the one that lasts longest", () => {
    const later = sitting("later", null, 3);
    expect(sittingFor([free, later], "")).toBe(later);
    const same = sitting("same", "SOL 42", 2);
    expect(sittingFor([guarded, same], "sol42")).toBe(same);
  });
});
