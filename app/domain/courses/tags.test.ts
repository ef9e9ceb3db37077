import { describe, expect, test } from "vitest";
import { attributeProblems, isSafeLink, tagOf } from "./tags.ts";

describe("a link", () => {
  test.each(["https://example.org/a", "mailto:a@example.org", "tel:+50212345678"])(
    "to %s is taken",
    (href) => expect(isSafeLink(href)).toBe(true),
  );
  test.each([
    "//evil.example",
    "/\\evil",
    "javascript:alert(1)",
    "http://a.example",
    "data:,x",
    "",
  ])("to %j is refused", (href) => expect(isSafeLink(href)).toBe(false));
});

test("names that every object has are no tags", () => {
  expect([tagOf("constructor"), tagOf("__proto__"), tagOf("toString"), tagOf(null)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

describe("attributes", () => {
  test("that are required must say something", () => {
    expect(attributeProblems("Figure", { src: "figures/a.svg", alt: " " })).toEqual([
      '<Figure> needs alt="…"',
    ]);
  });
  test("that are not listed are refused, whatever their name", () => {
    expect(attributeProblems("Note", { onclick: "x" })).toEqual([
      "<Note> has no attribute onclick",
    ]);
    expect(attributeProblems("Note", { constructor: "x" })).toHaveLength(1);
  });
  test("that name a file stay in their folders", () => {
    expect(attributeProblems("Figure", { src: "figures/../../x", alt: "a" })).toHaveLength(1);
  });
});
