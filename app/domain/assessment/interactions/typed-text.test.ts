import { describe, expect, test } from "vitest";
import { keyOf } from "./typed-text.ts";

const keys = (...texts: string[]) => texts.map((text) => ({ text, score: 1, feedback: null }));
const meets = (typed: string, key: string, rules = {}) => keyOf(typed, keys(key), rules) !== null;

describe("a typed text meets its key", () => {
  test.each([
    ["whatever its capitals", "GUATEMALA", "Guatemala"],
    ["whatever its accents", "diametro", "Diámetro"],
    ["with accents that the key lacks", "diámetro", "diametro"],
    ["with its accents written apart", "dia\u0301metro", "diámetro"],
    ["with spaces at its ends and twice between", "  plan   de  trabajo\n", "plan de trabajo"],
    ["with diaeresis or without", "pinguino", "pingüino"],
    ["with whichever apostrophe the keyboard has", "K'iche'", "Kʼicheʼ"],
    ["with the apostrophe that a phone puts", "K’iche’", "K'iche'"],
    ["with whichever hyphen", "socio–cultural", "socio-cultural"],
    ["with something unseen that was pasted", "agua\u200b", "agua"],
    ["with the letters of another script", "ЧИЛЕ", "Чиле"],
  ])("%s", (_, typed, key) => {
    expect(meets(typed, key)).toBe(true);
  });

  test.each([
    ["with an n for an ñ", "Nandu", "Ñandú"],
    ["with an ñ for an n", "caña", "cana"],
    ["when there is more of it", "Guatemala sí", "Guatemala"],
    ["when it is blank", " ", ""],
  ])("not %s", (_, typed, key) => {
    expect(meets(typed, key)).toBe(false);
  });

  test("ñ is itself however it is written", () => {
    expect(meets("n\u0303andu", "Ñandú")).toBe(true);
  });

  test("capitals matter where the item says so, and accents then do not", () => {
    expect(meets("SALAMÁ", "Salamá", { caseSensitive: true })).toBe(false);
    expect(meets("Salama", "Salamá", { caseSensitive: true })).toBe(true);
  });

  test("accents matter where the item says so, and capitals then do not", () => {
    expect(meets("salama", "Salamá", { accentSensitive: true })).toBe(false);
    expect(meets("SALAMÁ", "Salamá", { accentSensitive: true })).toBe(true);
  });
});

describe("an asterisk in the key stands for any text", () => {
  test.each([
    ["agua potable", "agua*", true],
    ["agua", "agua*", true],
    ["el agua", "agua*", false],
    ["el agua potable", "*agua*", true],
    ["plan anual de compras", "plan*compras", true],
    ["plancompras", "plan*compras", true],
    ["plan", "plan*plan", false],
    ["ab", "a*b*b", false],
    ["abb", "a*b*b", true],
    ["plan  de   compras", " Plan * compras ", true],
    ["plan compras", "plan * compras", false],
    ["cualquier cosa", "*", true],
    ["lo que sea", "**", true],
    ["a*b", "a\\*b", true],
    ["a-b", "a\\*b", false],
    ["AGUA POTÁBLE", "água*", true],
  ])("%s against %s: %s", (typed, key, met) => {
    expect(meets(typed, key)).toBe(met);
  });

  test("but not for a blank", () => {
    expect(meets("  ", "*")).toBe(false);
  });

  test.each([
    ["(a+)+$", "a".repeat(50_000)],
    [".*".repeat(200), ".".repeat(50_000)],
    [`${"*a".repeat(200)}b`, "a".repeat(40_000)],
    [`${" ".repeat(40_000)}x*`, " ".repeat(40_000)],
    [`x${" ".repeat(40_000)}y*`, `x${" ".repeat(40_000)}`],
  ])("and no key makes a comparison long (%#)", (key, typed) => {
    const start = performance.now();
    meets(typed, key);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

test("of several keys it meets, the one worth most counts, and of equals the first", () => {
  const several = [
    { text: "*", score: 0, feedback: "otra cosa" },
    { text: "agua*", score: 0.5, feedback: "casi" },
    { text: "agua potable", score: 1, feedback: "eso" },
    { text: "*potable", score: 1, feedback: "también" },
  ];
  expect(keyOf("agua potable", several, {})?.feedback).toBe("eso");
  expect(keyOf("agua clara", several, {})?.feedback).toBe("casi");
  expect(keyOf("tierra", several, {})?.feedback).toBe("otra cosa");
});
