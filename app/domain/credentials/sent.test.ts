import { expect, test } from "vitest";
import { claimsOf } from "#tests/factories/credentials.ts";
import { readSent } from "./sent.ts";

const { id, code, address } = claimsOf();

test("a code, an id and a link of ours are looked up", () => {
  expect(readSent(code)).toEqual({ by: "code", code });
  expect(readSent(` ${id}\n`)).toEqual({ by: "id", id });
  expect(readSent(address)).toEqual({ by: "id", id });
});

test.each(['{"type": []}', "  {", "eyJh.eyJi.c2ln"])("%j is the text of a credential", (text) => {
  expect(readSent(text)).toEqual({ by: "text", text: text.trim() });
});

test.each(["https://escuela.example/certificado.json", "HTTP://127.0.0.1/"])(
  "%s is elsewhere, and is not opened",
  (link) => {
    expect(readSent(link)).toEqual({ by: "nothing", reason: "elsewhere" });
  },
);

test("what is nothing of that is said to be", () => {
  expect(readSent("  ")).toEqual({ by: "nothing", reason: "empty" });
  expect(readSent("hola")).toEqual({ by: "nothing", reason: "unreadable" });
  expect(readSent(`${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`)).toEqual({
    by: "nothing",
    reason: "mistyped",
  });
});
