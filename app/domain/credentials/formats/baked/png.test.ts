import { crc32, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { bakePng, unbakePng } from "./png.server.ts";

/** The smallest PNG: one grey dot. */
const dot = Buffer.concat([
  Buffer.from("89504e470d0a1a0a", "hex"),
  chunk("IHDR", Buffer.from("00000001000000010800000000", "hex")),
  chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
  chunk("IEND", Buffer.alloc(0)),
]);
const json = '{"name":"Kʼicheʼ"}';

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const bytes = Buffer.alloc(typed.length + 8);
  bytes.writeUInt32BE(data.length);
  typed.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(typed), typed.length + 4);
  return bytes;
}

/** The dot with a chunk after its header. */
const withChunk = (type: string, data: Buffer) =>
  Buffer.concat([dot.subarray(0, 33), chunk(type, data), dot.subarray(33)]);

const compressed = (text: Buffer) =>
  Buffer.concat([Buffer.from("openbadgecredential\0\x01\0\0\0", "latin1"), deflateSync(text)]);

test("a credential comes out of a PNG as it went in", () => {
  expect(unbakePng(bakePng(dot, json))).toEqual({ text: json });
});

test("baking adds a chunk after the header and changes no other byte", () => {
  const baked = bakePng(dot, json);
  expect(baked.subarray(0, 33)).toEqual(dot.subarray(0, 33));
  expect(baked.subarray(-(dot.length - 33))).toEqual(dot.subarray(33));
});

test("a compressed text is read, within the limit", () => {
  expect(unbakePng(withChunk("iTXt", compressed(Buffer.from(json))))).toEqual({ text: json });
  const bomb = compressed(Buffer.alloc(50_000_000, 120));
  expect(bomb.length).toBeLessThan(60_000);
  expect(unbakePng(withChunk("iTXt", bomb))).toBe("too-large");
});

test.each([
  ["two credentials", bakePng(bakePng(dot, json), json), "two-credentials"],
  ["none", dot, "no-credential"],
  [
    "a text of another keyword",
    withChunk("iTXt", Buffer.from("openbadges\0\0\0\0\0{}")),
    "no-credential",
  ],
  [
    "a credential in another kind of chunk",
    withChunk("tEXt", Buffer.from("openbadgecredential\0{}")),
    "malformed",
  ],
  [
    "a text that is not UTF-8",
    withChunk("iTXt", Buffer.from("openbadgecredential\0\0\0\0\0\xff", "latin1")),
    "malformed",
  ],
  [
    "a text without its fields",
    withChunk("iTXt", Buffer.from("openbadgecredential\0")),
    "malformed",
  ],
  [
    "a compression that does not exist",
    withChunk("iTXt", Buffer.from("openbadgecredential\0\x02\0\0\0{}")),
    "malformed",
  ],
  [
    "something after its end",
    Buffer.concat([bakePng(dot, json), Buffer.from("%PDF-")]),
    "malformed",
  ],
  ["no end", bakePng(dot, json).subarray(0, -12), "malformed"],
  ["no header", Buffer.concat([dot.subarray(0, 8), dot.subarray(33)]), "malformed"],
  ["nothing but a signature", dot.subarray(0, 8), "malformed"],
  [
    "a length beyond the file",
    Buffer.concat([dot.subarray(0, 33), Buffer.from("ffffffff69545874", "hex"), Buffer.alloc(20)]),
    "malformed",
  ],
])("a PNG with %s is refused", (_, png, fault) => {
  expect(unbakePng(png)).toBe(fault);
});

test("a changed byte of the credential's chunk is noticed", () => {
  const baked = bakePng(dot, json);
  const at = baked.indexOf("name");
  baked[at] = 0x4e;
  expect(unbakePng(baked)).toBe("malformed");
});
