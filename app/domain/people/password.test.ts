import { describe, expect, test } from "vitest";
import { passwordProblem } from "./password.ts";

const own = ["maria.perez", "María Ixchel Pérez", "mperez@muni.example"];

describe("a password", () => {
  test.each([
    "tres perros verdes",
    "mi abuela vende tamales",
    "Kʼicheʼ ñandú 7",
    "🌽🌽🌋🌋🐦🐦🌊🌊🍃🍃",
    "x7#kQ!2mZp",
    "guatemala es mi tierra querida",
    "maria.perez.tiene.dos.gatos",
  ])("may be: %s", (password) => {
    expect(passwordProblem(password, own)).toBeNull();
  });

  test.each([
    ["corta", "short"],
    ["123456789", "short"],
    ["a".repeat(201), "long"],
    ["password123", "common"],
    ["P4ssw0rd!!", "common"],
    ["Contraseña2026", "common"],
    ["guatemala2026", "common"],
    ["Municipalidad1", "common"],
    ["Quetzaltenango", "common"],
    ["claveclave", "common"],
    ["aaaaaaaaaa", "common"],
    ["1234567890", "common"],
    ["abcdefghij", "common"],
    ["qwertyuiop", "common"],
    ["12-05-1990", "common"],
    ["abc12abc12", "common"],
    ["maria.perez", "personal"],
    ["MariaIxchelPerez", "personal"],
    ["Ixchel2026!!", "personal"],
    ["mperez@muni.example", "personal"],
  ])("is refused: %s (%s)", (password, problem) => {
    expect(passwordProblem(password, own)).toBe(problem);
  });
});
