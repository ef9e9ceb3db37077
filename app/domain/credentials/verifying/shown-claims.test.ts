import { describe, expect, test } from "vitest";
import { badgeFacts, claimsOf } from "#tests/factories/credentials.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { openBadge } from "../issuing/open-badge.ts";
import { shownClaims } from "./shown-claims.ts";

const badge = (claims = claimsOf(), facts = badgeFacts()) =>
  openBadge(claims, facts) as unknown as Record<string, unknown>;
const withAchievement = (achievement: unknown) =>
  shownClaims({ credentialSubject: { achievement } });

describe("of a certificate of ours", () => {
  const claims = claimsOf({ expiresAt: "2029-11-21T03:00:00.000Z" });
  const shown = shownClaims(badge(claims));

  test("all that was signed is shown", () => {
    expect(shown).toMatchObject({
      id: claims.address,
      name: claims.name,
      title: claims.achievement.title,
      description: claims.achievement.description,
      issuedAt: claims.issuedAt,
      expiresAt: claims.expiresAt,
      criteria: { text: claims.achievement.criteria, address: null },
    });
    expect(shown.number?.replaceAll("-", "")).toBe(claims.code);
    expect(shown.competencies.map(({ text }) => text)).toEqual(claims.achievement.competencies);
  });

  test("hours are a result with its name", () => {
    const { words } = badgeFacts();
    expect(shown.results).toContainEqual({
      name: words.hours,
      value: String(claims.achievement.hours),
    });
  });

  test("a trial's says so, in its label and its notice", () => {
    const { words } = badgeFacts();
    const { label, notice } = shownClaims(badge(claimsOf({ trial: true })));
    expect(label).toContain(words.trialMark);
    expect(notice).toBe(words.trial);
    expect(shown).toMatchObject({ label: null, notice: null });
  });

  test("the issuer is not: who that is, our register says", () => {
    expect(JSON.stringify(shown)).not.toContain(claims.issuer.name);
  });
});

describe("of a credential of anybody's", () => {
  test("a title in several languages is the first", () => {
    const name = [{ "@value": "Agua", "@language": "es" }, { "@value": "Water" }];
    expect(withAchievement({ name }).title).toBe("Agua");
  });

  test("several subjects and achievements are read as the first", () => {
    const credentialSubject = [
      { achievement: [{ name: "Uno" }] },
      { achievement: { name: "Dos" } },
    ];
    expect(shownClaims({ credentialSubject }).title).toBe("Uno");
  });

  test("a name that identifies is the person's, and a hashed one is not", () => {
    const named = (hashed: boolean) =>
      shownClaims({
        credentialSubject: {
          identifier: [{ identityType: "name", identityHash: "Ana", hashed }],
        },
      }).name;
    expect([named(false), named(true)]).toEqual(["Ana", null]);
  });

  test.each(["javascript:alert(1)", "http://a.example", "data:text/html,x", "//a.example", "x"])(
    "%s is no place to go",
    (id) => {
      expect(withAchievement({ criteria: { id, narrative: "Leer" } }).criteria).toEqual({
        text: "Leer",
        address: null,
      });
    },
  );

  test("a place with a person and a password is none", () => {
    const targetUrl = "https://cabildo.example@evil.example/";
    expect(withAchievement({ alignment: { targetName: "Leer", targetUrl } }).competencies).toEqual([
      { text: "Leer", address: null },
    ]);
  });

  test("what is not text is not shown", () => {
    for (const value of [{}, [], true, null, undefined, { "@value": 1 }, [[{}]], "", " \u200b "]) {
      expect(withAchievement({ name: value }).title).toBe(null);
    }
    expect(shownClaims({}).results).toEqual([]);
    expect(shownClaims({ credentialSubject: "x", evidence: 3 }).evidence).toEqual([]);
  });

  test("long texts and long lists are cut", () => {
    const shown = withAchievement({
      name: "🎓".repeat(400),
      description: "x".repeat(5000),
      alignment: Array.from({ length: 100 }, () => ({ targetName: "Leer" })),
    });
    expect([...(shown.title ?? "")]).toHaveLength(301);
    expect(shown.title?.endsWith("🎓…")).toBe(true);
    expect(shown.description).toHaveLength(2001);
    expect(shown.competencies).toHaveLength(30);
  });

  const named = (name: string) => shownClaims({ credentialSubject: { name } }).name;

  test.each(HOSTILE_NAMES)("$what: nothing that a reader does not see is left", ({ typed }) => {
    expect(named(typed) ?? "").not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  test.each(HOSTILE_NAMES)("$what is shown as it was printed", ({ printed }) => {
    expect(named(printed ?? "Ana")).toBe(printed ?? "Ana");
  });
});
