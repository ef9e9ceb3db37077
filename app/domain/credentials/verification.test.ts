import { expect, test } from "vitest";
import { claimsOf } from "#tests/factories/credentials.ts";
import { verify } from "./verification.ts";

const now = new Date("2027-06-01T12:00:00Z");
const revocation = { at: new Date("2027-01-01T00:00:00Z"), reason: "error" as const };
const entry = (expiresAt: string | null, revoked = false) => ({
  claims: claimsOf({ expiresAt }),
  revocation: revoked ? revocation : null,
  pdfHash: null,
});

test.each([
  ["valid", entry(null)],
  ["valid", entry("2027-06-01T12:00:01.000Z")],
  ["expired", entry("2027-06-01T12:00:00.000Z")],
  ["revoked", entry(null, true)],
  ["revoked", entry("2026-01-01T00:00:00.000Z", true)],
])("the verdict is %s", (verdict, register) => {
  expect(verify(register, now).verdict).toBe(verdict);
});

test("each check says whether it passed", () => {
  const { checks } = verify(entry("2026-01-01T00:00:00.000Z", true), now);
  expect(checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual([
    "not-revoked",
    "in-force",
  ]);
});
