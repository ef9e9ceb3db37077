import { describe, expect, test } from "vitest";
import { bakeSvg, unbakeSvg } from "./svg.ts";

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>`;
const json = '{"name":"Kʼicheʼ <b>&amp;</b> ]]> fin"}';
const jwt = "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl";
const XMLNS = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"';
const element = "<openbadges:credential>{}</openbadges:credential>";
const svg = (inside: string, attributes = XMLNS) =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;

describe("a baked SVG", () => {
  test("holds JSON in the body of one element, and gives it back as it was", () => {
    const baked = bakeSvg(drawing, json);
    expect(baked.match(/<openbadges:credential>/g)).toHaveLength(1);
    expect(baked).toContain(XMLNS);
    expect(unbakeSvg(baked)).toEqual({ text: json });
  });

  test("holds a JWT in the attribute `verify`", () => {
    const baked = bakeSvg(drawing, jwt);
    expect(baked).toContain(`<openbadges:credential verify="${jwt}"/>`);
    expect(unbakeSvg(baked)).toEqual({ text: jwt });
  });

  test("is made of a drawing of ours only", () => {
    expect(() => bakeSvg("<svg/>", json)).toThrow(/not an SVG/);
  });
});

describe("a stranger's SVG", () => {
  test.each([
    [
      "with another prefix",
      svg("<b:credential>{}</b:credential>", XMLNS.replace("openbadges", "b")),
    ],
    [
      "with a namespace of its own",
      svg(`<credential xmlns="https://purl.imsglobal.org/ob/v3p0">{}</credential>`, ""),
    ],
    [
      "with entities that need no declaration",
      svg("<openbadges:credential>&#123;&#x7d;</openbadges:credential>"),
    ],
    [
      "with a declaration, a comment and an instruction",
      `<?xml version="1.0"?><!-- < --><?a b?>${svg(element)}`,
    ],
    ["with another in a comment", svg(`<!--${element}-->${element}`)],
    ["with another in CDATA", svg(`<text><![CDATA[${element}]]></text>${element}`)],
  ])("is read %s", (_, text) => {
    expect(unbakeSvg(text)).toEqual({ text: "{}" });
  });

  test.each([
    ["two", svg(element + element), "two-credentials"],
    ["none", svg("<g/>"), "no-credential"],
    ["one in a comment only", svg(`<!--${element}-->`), "no-credential"],
    ["one in CDATA only", svg(`<text><![CDATA[${element}]]></text>`), "no-credential"],
    [
      "an element of another namespace",
      svg(element, 'xmlns:openbadges="https://otro.example"'),
      "no-credential",
    ],
    ["an empty one", svg("<openbadges:credential/>"), "no-credential"],
    ["one elsewhere than directly inside", svg(`<g>${element}</g>`), "malformed"],
    [
      "one with an element inside",
      svg("<openbadges:credential><g/>{}</openbadges:credential>"),
      "malformed",
    ],
    [
      "both a body and `verify`",
      svg(`<openbadges:credential verify="${jwt}">{}</openbadges:credential>`),
      "malformed",
    ],
    ["a prefix of no namespace", svg(element, ""), "malformed"],
    [
      "another document",
      `<html xmlns="http://www.w3.org/1999/xhtml">${element}</html>`,
      "malformed",
    ],
    ["a document type", `<!DOCTYPE svg>${svg(element)}`, "malformed"],
    [
      "an entity of its own",
      `<!DOCTYPE svg [<!ENTITY a "{}">]>${svg("<openbadges:credential>&a;</openbadges:credential>")}`,
      "malformed",
    ],
    [
      "an entity without a declaration",
      svg("<openbadges:credential>&a;</openbadges:credential>"),
      "malformed",
    ],
    ["an attribute twice", svg(element, `${XMLNS} a="1" a="2"`), "malformed"],
    ["no end", svg(element).slice(0, -3), "malformed"],
    ["two roots", svg(element) + svg(""), "malformed"],
    ["tags that cross", svg("<g><a></g></a>"), "malformed"],
    ["elements a thousand deep", svg("<g>".repeat(1000) + "</g>".repeat(1000)), "malformed"],
    [
      "a text beyond the limit",
      svg(`<openbadges:credential>${"x".repeat(1_000_001)}</openbadges:credential>`),
      "too-large",
    ],
  ])("is refused with %s", (_, text, fault) => {
    expect(unbakeSvg(text)).toBe(fault);
  });
});
