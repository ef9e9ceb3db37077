import { expect, test } from "vitest";
import { ACHIEVEMENT, badgeFacts, claimsOf } from "#tests/factories/credentials.ts";
import { openBadge } from "./open-badge.ts";

const claims = claimsOf();

test("says the name as printed, the number, the dates and where it is verified", () => {
  const badge = openBadge({ ...claims, expiresAt: "2029-11-21T03:00:00.000Z" }, badgeFacts());
  expect(badge.id).toBe(claims.address);
  expect(badge.validFrom).toBe(claims.issuedAt);
  expect(badge.validUntil).toBe("2029-11-21T03:00:00.000Z");
  expect(badge.credentialSubject.name).toBe("María Guadalupe Ixkʼat Pérez");
  expect(badge.credentialSubject.licenseNumber).toMatch(/^\w{4}-\w{4}-\w{4}$/);
});

test("says the criteria, the hours and each competency with an address of its own", () => {
  const achievement = { ...ACHIEVEMENT, competencies: ["Data literacy", "Open data"] };
  const { credentialSubject } = openBadge({ ...claims, achievement }, badgeFacts());
  expect(credentialSubject.achievement.criteria.narrative).toBe(ACHIEVEMENT.criteria);
  expect(credentialSubject.result).toEqual([
    expect.objectContaining({ resultDescription: expect.stringMatching(/#horas$/), value: "1.5" }),
  ]);
  const targets = credentialSubject.achievement.alignment?.map(({ targetUrl }) => targetUrl);
  expect(new Set(targets).size).toBe(2);
});

test("has no hours where none were declared", () => {
  const achievement = { ...ACHIEVEMENT, hours: null };
  const { credentialSubject } = openBadge({ ...claims, achievement }, badgeFacts());
  expect(credentialSubject).not.toHaveProperty("result");
  expect(credentialSubject.achievement).not.toHaveProperty("resultDescription");
});

test("of a trial says so in its name, its description and its tags; of another does not", () => {
  const trial = openBadge({ ...claims, trial: true }, badgeFacts());
  expect(trial.name).toBe("DE PRUEBA: Datos abiertos: fundamentos");
  expect(trial.description).toBe("Certificado de prueba: no tiene validez");
  expect(trial.credentialSubject.achievement.tag).toEqual(["de prueba"]);
  expect(JSON.stringify(openBadge(claims, badgeFacts()))).not.toMatch(/prueba/i);
});

test("has one status, as an object", () => {
  expect(openBadge(claims, badgeFacts()).credentialStatus).toEqual({
    id: "https://cabildo.example/estado/r1#94567",
    type: "BitstringStatusListEntry",
    statusPurpose: "revocation",
    statusListIndex: "94567",
    statusListCredential: "https://cabildo.example/estado/r1",
  });
});

test("leaves out what it has nothing to say of: no null and no empty array", () => {
  const badge = openBadge({ ...claims, organization: null }, badgeFacts());
  expect(JSON.stringify(badge)).not.toMatch(/null|\[\]|\{\}/);
});

test("of a successor says when it was first awarded; of any other, nothing more", () => {
  expect(openBadge(claims, badgeFacts())).not.toHaveProperty("awardedDate");
  const successor = { ...claims, awardedAt: "2026-01-01T00:00:00.000Z" };
  expect(openBadge(successor, badgeFacts()).awardedDate).toBe("2026-01-01T00:00:00.000Z");
});
