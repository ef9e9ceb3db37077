import { describe, expect, test } from "vitest";
import { isId, makeCode, makeId, readLookup, showCode } from "./code.ts";

const code = makeCode(Uint8Array.from([7, 200, 31, 4, 9, 99, 17, 64, 250, 13, 1]));

describe("a certificate's code", () => {
  test("has twelve characters, shown in groups of four", () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(showCode(code)).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  });

  test("is read in lower case, with spaces, and with letters that look like digits", () => {
    const zeros = makeCode(new Uint8Array(11));
    const ones = makeCode(new Uint8Array(11).fill(1));
    expect(readLookup(`  ${showCode(code).toLowerCase().replaceAll("-", " ")} `)).toEqual({
      by: "code",
      code,
    });
    expect(readLookup(zeros.replaceAll("0", "o"))).toEqual({ by: "code", code: zeros });
    expect(readLookup(ones.replaceAll("1", "l"))).toEqual({ by: "code", code: ones });
    expect(readLookup(ones.replaceAll("1", "I"))).toEqual({ by: "code", code: ones });
  });

  test("with any one character changed is mistyped", () => {
    for (let place = 0; place < 12; place += 1) {
      for (const symbol of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
        if (symbol === code[place]) continue;
        const wrong = code.slice(0, place) + symbol + code.slice(place + 1);
        expect(readLookup(wrong)).toEqual({ by: "nothing", reason: "mistyped" });
      }
    }
  });

  test.each(["", "   "])("is empty when nothing was typed: %j", (typed) => {
    expect(readLookup(typed)).toEqual({ by: "nothing", reason: "empty" });
  });

  test.each(["hola", "ABCD-EFGH", "<script>", "UUUU-UUUU-UUUU"])("is unreadable: %s", (typed) => {
    expect(readLookup(typed)).toEqual({ by: "nothing", reason: "unreadable" });
  });
});

describe("a certificate's id", () => {
  const id = makeId(Uint8Array.from({ length: 16 }, (_, index) => index * 17));

  test("holds 128 bits in 22 characters that need no encoding in an address", () => {
    expect(id).toHaveLength(22);
    expect(isId(id)).toBe(true);
    expect(encodeURIComponent(id)).toBe(id);
  });

  test.each([
    id,
    `https://cabildo.example/verificar/${id}`,
    `http://127.0.0.1:3000/verificar/${id}.pdf`,
    `https://cabildo.example/verificar/${id}?desde=qr`,
  ])("is found in %s", (typed) => {
    expect(readLookup(typed)).toEqual({ by: "id", id });
  });
});
