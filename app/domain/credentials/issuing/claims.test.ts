import { expect, test } from "vitest";
import { ACHIEVEMENT } from "#tests/factories/credentials.ts";
import { freezeClaims, succeedClaims } from "./claims.ts";

const facts = {
  id: "a",
  code: "b",
  address: "https://cabildo.example/verificar/a",
  name: "Ana",
  achievement: ACHIEVEMENT,
  programName: null,
  organization: null,
  timeZone: "America/Guatemala",
  trial: false,
};

test.each([
  ["2026-11-21T10:00:00.000Z", 36, "2029-11-21T10:00:00.000Z"],
  ["2026-01-31T10:00:00.000Z", 1, "2026-02-28T10:00:00.000Z"],
  ["2028-02-29T10:00:00.000Z", 12, "2029-02-28T10:00:00.000Z"],
  ["2026-11-21T10:00:00.000Z", null, null],
])("issued on %s for %s months it expires on %s", (issued, validityMonths, expires) => {
  const achievement = { ...ACHIEVEMENT, validityMonths };
  expect(freezeClaims({ ...facts, achievement }, new Date(issued)).expiresAt).toBe(expires);
});

test("without a programme's name, Cabildo issues", () => {
  expect(freezeClaims(facts, new Date("2026-11-21T10:00:00Z")).issuer.name).toBe("Cabildo");
});

test("a successor says when it was first awarded, and renews nothing", () => {
  const achievement = { ...ACHIEVEMENT, validityMonths: 12 };
  const first = freezeClaims(
    { ...facts, achievement, trial: true },
    new Date("2026-01-10T10:00:00Z"),
  );
  const own = { id: "c", code: "d", address: "https://cabildo.example/verificar/c", trial: false };
  const at = (text: string) => new Date(text);
  const second = succeedClaims(first, { ...own, name: "Aná" }, at("2026-05-01T10:00:00Z"));
  const third = succeedClaims(second, { ...own, name: "Ána" }, at("2026-06-01T10:00:00Z"));
  expect(third).toEqual({
    ...first,
    ...{ ...own, name: "Ána", trial: true },
    issuedAt: "2026-06-01T10:00:00.000Z",
    awardedAt: first.issuedAt,
  });
});
