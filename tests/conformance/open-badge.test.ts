import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { openBadge } from "#app/domain/credentials/issuing/open-badge.ts";
import { ACHIEVEMENT, badgeFacts, claimsOf } from "#tests/factories/credentials.ts";
import { sharedData, sharedJson, where } from "./shared-data.ts";

const evidence = [
  {
    name: "Plan de datos",
    narrative: "Publicó cinco tablas.",
    address: "https://salcaja.example/p",
  },
  { name: "Foro", narrative: "Lo presentó ante vecinos.", address: null },
];

const KINDS: [string, Partial<Claims>][] = [
  ["a course's", {}],
  ["one that expires", { expiresAt: "2029-11-21T03:00:00.000Z" }],
  ["a trial's", { trial: true }],
  [
    "the certification's",
    {
      achievement: {
        ...ACHIEVEMENT,
        kind: "program",
        hours: null,
        competencies: [],
        level: "Básico",
      },
    },
  ],
];

test.each(KINDS)(`OB 3.0 §E: %s credential passes the official schema${where}`, (_, changes) => {
  if (!sharedData) return;
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(sharedJson("schemas/ob_v3p0_achievementcredential_schema.json"));
  valid({ ...openBadge(claimsOf(changes), badgeFacts({ evidence })), proof: [{ type: "x" }] });
  expect(valid.errors ?? []).toEqual([]);
});
