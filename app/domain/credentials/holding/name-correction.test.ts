import { describe, expect, test } from "vitest";
import { isSmallCorrection } from "./name-correction.ts";

describe("a small correction", () => {
  test.each([
    ["Maria Jose Perez", "María José Pérez", "accents"],
    ["MARIA PEREZ", "María Pérez", "capitals"],
    ["Maríaixchel  Pérez", "María Ixchel Pérez", "spaces"],
    ["Ana Kan", "Ana Kʼan", "the apostrophe of Mayan names"],
    ["Ana K'an", "Ana Kʼan", "another apostrophe"],
    ["Ana Munoz", "Ana Muñoz", "ñ"],
    ["Pérez-Soto", "Pérez Soto", "hyphens"],
    ["İnci Can", "Inci Can", "a point over a letter"],
    ["Jürgen Weiß", "Jurgen Weiß", "an umlaut"],
  ])("%s → %s: %s", (printed, asked) => {
    expect(isSmallCorrection(printed, asked)).toBe(true);
  });
});

describe("not a small correction", () => {
  test.each([
    ["María Pérez", "María Péres", "another letter"],
    ["María Pérez", "María Pérez López", "one more surname"],
    ["María Pérez", "Pérez María", "another order"],
    ["María Pérez", "Mario Pérez", "another person"],
    ["Ana", "Аna", "a letter of another script that looks the same"],
    ["María Pérez", "María Pérez 2", "a digit"],
  ])("%s → %s: %s", (printed, asked) => {
    expect(isSmallCorrection(printed, asked)).toBe(false);
  });
});
