import { expect, test } from "vitest";
import { readCode } from "./one-time-code.ts";
import { organizationCode } from "./territory.ts";
import { OptionalEmail, Username, usernameFrom } from "./username.ts";

test.each([
  [" Maria.Perez ", "maria.perez"],
  ["juan_2", "juan_2"],
])("the log-in name %s is kept as %s", (typed, kept) => {
  expect(Username.parse(typed)).toBe(kept);
});

test.each(["ab", "maría", "a b c", ".punto", "ana@muni.example", "x".repeat(41), ""])(
  "the log-in name %s is refused",
  (typed) => {
    expect(Username.safeParse(typed).success).toBe(false);
  },
);

test("an address is optional, and kept in lower case", () => {
  expect(OptionalEmail.parse("")).toBeNull();
  expect(OptionalEmail.parse(undefined)).toBeNull();
  expect(OptionalEmail.parse(" Ana@Muni.EXAMPLE ")).toBe("ana@muni.example");
  expect(OptionalEmail.safeParse("ana@").success).toBe(false);
});

test.each([
  ["Año.Nuevo+x", "ano.nuevo.x"],
  ["éx", "persona.ex"],
  ["", "persona.nueva"],
])("%s suggests %s", (text, suggested) => {
  expect(usernameFrom(text)).toBe(suggested);
  expect(Username.safeParse(suggested).success).toBe(true);
});

test.each([
  ["GT-0902", null, "GT-0902"],
  ["gt 0902", null, "GT-0902"],
  ["0902", "GT", "GT-0902"],
  ["cl14101", "GT", "CL-14101"],
  ["0902", null, null],
  ["Salcajá", "GT", null],
])("the municipality typed as %s in %s is %s", (typed, country, code) => {
  expect(organizationCode(typed, country)).toBe(code);
});

test("a code is read however it was copied", () => {
  expect(readCode(" k7qm-2f9d ol1i")).toBe("K7QM2F9D0111");
});
