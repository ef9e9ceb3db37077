import { expect, test } from "vitest";
import { CHECKS, type Check, type CheckName, everyCheck, VERDICTS, verdictOf } from "./verdict.ts";

const names = Object.keys(CHECKS) as CheckName[];
const row = (name: CheckName, outcome: Check["outcome"]): Check => ({
  name,
  outcome,
  reason: null,
});

test("of all that speaks against a credential the verdict that stands first prevails", () => {
  for (const one of names) {
    for (const other of names) {
      const verdicts = [CHECKS[one], CHECKS[other]];
      const first = VERDICTS.find((verdict) => verdicts.includes(verdict as never));
      expect(verdictOf([row(one, "failed"), row(other, "failed")])).toBe(first);
    }
  }
});

test("no row that has no answer is green", () => {
  for (const name of names) {
    const rows = names.map((one) => row(one, one === name ? "unknown" : "passed"));
    expect(verdictOf(rows)).toBe("could-not-check");
  }
});

test("tampering prevails over what could not be checked", () => {
  expect(verdictOf([row("not-revoked", "unknown"), row("proof", "failed")])).toBe("tampered");
});

test("what passed or does not apply is valid", () => {
  expect(verdictOf([row("proof", "passed"), row("in-force", "does-not-apply")])).toBe("valid");
});

test("every row is shown, those not reached as not checked", () => {
  const rows = everyCheck([row("proof", "failed")]);
  expect(rows.map(({ name }) => name)).toEqual(names);
  expect(rows.filter(({ outcome }) => outcome === "not-checked")).toHaveLength(names.length - 1);
});
