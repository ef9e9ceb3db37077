import { beforeAll, describe, expect, test } from "vitest";
import { installation } from "#tests/factories/issuing.ts";
import { readCredential } from "./credential-text.ts";

const here = installation();
let json: string;
let jwt: string[];

beforeAll(async () => {
  json = await here.issue();
  jwt = (await here.issue({}, {}, "vc-jwt")).split(".");
});

const encoded = (text: string) => Buffer.from(text).toString("base64url");
const decoded = (part = "") => Buffer.from(part, "base64url").toString();
const withMore = (text: string, more: string) => `${text.slice(0, -1)},${more}}`;
const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;

/** The certificate as a JWT with another header or payload; its signature does not matter here. */
const jwtWith = (header: (text: string) => string, payload: (text: string) => string) =>
  [encoded(header(decoded(jwt[0]))), encoded(payload(decoded(jwt[1]))), jwt[2]].join(".");
const same = (text: string) => text;

describe("a member named twice", () => {
  test.each([
    ["at the top", (text: string) => withMore(text, '"name":"B"')],
    ["with the same value", (text: string) => withMore(text, '"type":["VerifiableCredential"]')],
    ["inside", (text: string) => text.replace('"achievement":{', '"achievement":{"id":"x",')],
    ["in an array", (text: string) => withMore(text, '"evidence":[{"id":1,"type":2,"id":1}]')],
    ["written with an escape", (text: string) => withMore(text, '"n\\u0061me":"B"')],
    ["with spaces about it", (text: string) => withMore(text, ' "name" : "B"')],
    ["called __proto__", (text: string) => withMore(text, '"__proto__":{},"__proto__":{}')],
  ])("is refused %s", (_, change) => {
    expect(readCredential(change(json))).toBe("duplicate-member");
    expect(readCredential(jwtWith(same, change))).toBe("duplicate-member");
  });

  test("is refused in the header of a JWT", () => {
    const twice = (text: string) => withMore(text, '"kid":"did:web:other.example#k"');
    expect(readCredential(jwtWith(twice, same))).toBe("duplicate-member");
  });

  test("is not seen where it is none: in text, in a sibling, in capitals", () => {
    const more = [
      '"a":"\\"name\\":1,\\"name\\":2"',
      '"b":{"name":{"name":["name","name"]}}',
      '"c":[{"id":1},{"id":1}]',
      '"Name":1',
    ];
    expect(readCredential(withMore(json, more.join(",")))).toMatchObject({ form: "json" });
  });
});

describe("a JWT", () => {
  test.each([41, 200_000])("whose payload is %d deep is refused", (depth) => {
    expect(readCredential(jwtWith(same, () => nested(depth)))).toBe("too-deep");
  });

  test("whose header is too large is refused", () => {
    const large = (text: string) => withMore(text, `"x5c":[${"1,".repeat(5000)}1]`);
    expect(readCredential(jwtWith(large, same))).toBe("too-many-values");
  });
});

test("looking for names costs what the text's length costs", () => {
  const members = (count: number, width: number) =>
    `{${Array.from({ length: count }, (_, index) => `"${"n".repeat(width)}${index}":1`).join(",")}}`;
  const escapes = `{"${"\\u0061".repeat(150_000)}":1}`;
  for (const text of [
    members(3900, 240),
    members(1, 990_000),
    escapes,
    `{"${"x".repeat(999_000)}`,
  ]) {
    const started = performance.now();
    readCredential(text);
    expect(performance.now() - started).toBeLessThan(500);
  }
});
