import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";
import {
  OPEN_BADGES,
  OPEN_BADGES_EXTENSIONS,
  PINNED,
  VC_V2,
} from "#app/domain/credentials/contexts/pinned.ts";
import { inPlainForm } from "#app/domain/credentials/verifying/plain-form.ts";
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

/** A word as a context defines it, with those that it holds inside. */
interface Word {
  name: string;
  address: string;
  /** What its values are read as. */
  kind: string | undefined;
  definition: Record<string, unknown>;
}

function wordsIn(context: unknown): Word[] {
  if (typeof context !== "object" || context === null) return [];
  return Object.entries(context).flatMap(([name, given]) => {
    if (name.startsWith("@")) return [];
    const definition = typeof given === "object" && given !== null ? given : { "@id": given };
    const { "@id": address, "@type": kind, "@context": inside } = definition;
    return [{ name, address: String(address), kind, definition }, ...wordsIn(inside)];
  });
}

/** VC 2.0 protects words that the first two contexts of Open Badges define anew: no badge of VC 2.0 can name them. */
const READ = Object.keys(PINNED).filter(
  (address) => !/context(-3\.0\.1)?\.json$|2018\/credentials\/v1$/.test(address),
);

const given = (
  await Promise.all(
    READ.map(async (address) => {
      const { document } = await closedLoader()(address);
      return wordsIn((document as { "@context": unknown })["@context"]);
    }),
  )
).flat();

/** A word can stand for another. */
const words = given.map((word) => ({
  ...word,
  address: given.find(({ name }) => name === word.address)?.address ?? word.address,
}));

const isType = ({ name }: Word) => /^[A-Z\d]/.test(name);

const badge = (more: object) => ({
  "@context": [VC_V2, OPEN_BADGES],
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  ...more,
});

/** What the plain form counts on: a context that has more than this needs more of it. */
describe("in the contexts that are read", () => {
  test("an address has one word for members, and one for types", () => {
    const names = new Map<string, Set<string>>();
    for (const word of words.filter(({ address }) => !address.startsWith("@"))) {
      const key = `${isType(word) ? "type" : "member"} ${word.address}`;
      names.set(key, (names.get(key) ?? new Set()).add(word.name));
    }
    const several = [...names.values()].filter(({ size }) => size > 1).map((all) => [...all]);
    // OB 3.0 §B.1.1: two names of one type.
    expect(several).toEqual([["OpenBadgeCredential", "AchievementCredential"]]);
  });

  test("words have no forms but those that the plain form knows", () => {
    const forms = words.flatMap(({ definition }) => Object.keys(definition));
    expect([...new Set(forms)].sort()).toEqual(["@container", "@context", "@id", "@type"]);
    const containers = words.flatMap(({ definition }) => definition["@container"] ?? []);
    expect([...new Set(containers)].sort()).toEqual(["@graph", "@list", "@set"]);
    expect(words.filter(({ address }) => /[:/?#[\]@]$/.test(address))).toEqual([]);
  });

  test("a type is taken by its word only", () => {
    for (const { address } of words.filter(isType)) {
      expect([address, inPlainForm(badge({ evidence: { type: [address] } }))]).toEqual([
        address,
        false,
      ]);
    }
    expect(inPlainForm(badge({ evidence: { type: ["https://example.org/Plan"] } }))).toBe(true);
  });

  test("what is read as a number or a boolean is one", () => {
    const kinds = words.filter(({ kind }) =>
      /#(boolean|float|double|.*[iI]nteger|decimal)$/.test(kind ?? ""),
    );
    expect(kinds.length).toBeGreaterThan(5);
    for (const { name, kind } of kinds) {
      const value = kind?.endsWith("boolean") ? false : 5;
      expect([name, inPlainForm(badge({ evidence: { [name]: value } }))]).toEqual([name, true]);
      expect([name, inPlainForm(badge({ evidence: { [name]: String(value) } }))]).toEqual([
        name,
        false,
      ]);
    }
  });
});
