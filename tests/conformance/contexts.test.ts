import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import {
  OPEN_BADGES,
  OPEN_BADGES_EXTENSIONS,
  PINNED,
  VC_V2,
} from "#app/domain/credentials/contexts/pinned.ts";
import { canonicalJson } from "#app/kernel/canonical-json.ts";
import { sharedData, sharedJson, sharedText, where } from "./shared-data.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test(`VC 2.0: the base context is the one whose SHA-256 the Recommendation publishes (§B.1)${where}`, () => {
  if (!sharedData) return;
  const published = sharedText("contexts/credentials-v2.jsonld");
  expect(sha256(published)).toBe(
    "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
  );
  expect(PINNED[VC_V2]).toBe(sha256(canonicalJson(JSON.parse(published))));
});

test.each([
  ["https://www.w3.org/2018/credentials/v1", "credentials-v1.jsonld"],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "ob-v3p0-context-3.0.1.json"],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "ob-v3p0-context-3.0.2.json"],
  [OPEN_BADGES, "ob-v3p0-context-3.0.3.spec-2025-04.json"],
  [OPEN_BADGES_EXTENSIONS, "ob-v3p0-extensions.json"],
  ["https://w3id.org/security/data-integrity/v1", "data-integrity-v1.jsonld"],
  ["https://w3id.org/security/data-integrity/v2", "data-integrity-v2.jsonld"],
])(`%s is the file that its owner publishes${where}`, (address, file) => {
  if (!sharedData) return;
  expect(PINNED[address]).toBe(sha256(canonicalJson(sharedJson(`contexts/${file}`))));
});
