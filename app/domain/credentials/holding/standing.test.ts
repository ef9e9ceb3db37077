import { expect, test } from "vitest";
import { standingOf } from "./standing.ts";

const now = new Date("2026-11-21T18:00:00Z");
const before = new Date("2026-11-20T18:00:00Z");
const nothing = { revokedAt: null, suspendedAt: null, supersededAt: null, expiresAt: null };

test("what prevails comes first: revoked, suspended, superseded, expired", () => {
  const all = { revokedAt: before, suspendedAt: before, supersededAt: before, expiresAt: before };
  expect(standingOf(all, now)).toBe("revoked");
  expect(standingOf({ ...all, revokedAt: null }, now)).toBe("suspended");
  expect(standingOf({ ...all, revokedAt: null, suspendedAt: null }, now)).toBe("superseded");
  expect(standingOf({ ...nothing, expiresAt: before }, now)).toBe("expired");
  expect(standingOf(nothing, now)).toBe("valid");
});

test("a certificate is in force until the moment it expires, and not at it", () => {
  expect(standingOf({ ...nothing, expiresAt: now }, now)).toBe("expired");
  expect(standingOf({ ...nothing, expiresAt: now }, before)).toBe("valid");
});
