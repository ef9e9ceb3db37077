import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { bakePng } from "#app/domain/credentials/formats/baked/png.server.ts";
import { bakeSvg } from "#app/domain/credentials/formats/baked/svg.ts";
import { showCode } from "#app/domain/credentials/issuing/code.ts";
import { offlineBundle } from "#app/domain/credentials/issuing/offline-bundle.server.ts";
import { qrPath } from "#app/domain/credentials/issuing/pdf/qr.server.ts";
import { readFile } from "#app/domain/credentials/upload/read.server.ts";
import { readUpload, startUploads } from "#app/domain/credentials/uploads.server.ts";
import { claimsOf } from "#tests/factories/credentials.ts";
import {
  BUNDLE_FACTS,
  badge,
  bundleParts,
  pdfIssuer,
  signedPdf,
} from "#tests/factories/file-forms.ts";
import { installation } from "#tests/factories/issuing.ts";
import { dice } from "#tests/factories/seed.ts";

const uploads = startUploads();
afterAll(() => uploads.close());
const read = (bytes: Uint8Array) => readUpload(uploads, bytes);

const { credential, signed } = await signedPdf();
const { svg, png } = await badge();
const jwt = await installation().issue({}, {}, "vc-jwt");
const bundle = await offlineBundle(bundleParts(credential, signed), BUNDLE_FACTS);

/** A picture of QR codes side by side. */
function picture(...texts: string[]) {
  const path = texts.map((text, index) => qrPath(text, index * 300, 0, 300)).join("");
  const size = `width="${texts.length * 300}" height="300"`;
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="#fff"/><path d="${path}"/></svg>`;
  return sharp(Buffer.from(drawn)).flatten({ background: "#fff" }).png().toBuffer();
}

describe("what somebody sends is known by what it is", () => {
  test.each([
    ["JSON", Buffer.from(credential), "json", credential],
    [
      "JSON with a mark of its encoding and spaces",
      Buffer.from(`\ufeff\n ${credential}\n`),
      "json",
      credential,
    ],
    ["a JWT", Buffer.from(`${jwt}\n`), "jwt", jwt],
    ["a baked PNG", bakePng(png, credential), "png", credential],
    ["a PNG with a JWT", bakePng(png, jwt), "png", jwt],
    ["a baked SVG", Buffer.from(bakeSvg(svg, credential)), "svg", credential],
    ["a bundle", bundle, "bundle", credential],
  ])("%s", async (_, bytes, from, text) => {
    expect(await read(bytes)).toEqual({ kind: "credential-text", text, from });
  });

  test("a PDF, with what its signature says of it", async () => {
    expect(await read(signed)).toEqual({
      kind: "credential-text",
      text: credential,
      from: "pdf",
      pdf: { state: "intact", signerKey: pdfIssuer.signing("ES256").publicJwk },
    });
  });

  test("a picture of an address, or of a code", async () => {
    const text = BUNDLE_FACTS.address;
    expect(await read(await picture(text))).toEqual({ kind: "address", text });
    const code = showCode(claimsOf().code);
    expect(await read(await picture(code))).toEqual({ kind: "code", text: code });
    expect(await read(await picture("0000-0000-0001"))).toEqual({ fault: "other-code" });
    expect(await read(await picture("javascript:alert(1)"))).toEqual({ fault: "other-code" });
  });

  test("a picture of two addresses is not decided for the person", async () => {
    const two = await picture("https://uno.example/a", "https://dos.example/b");
    expect(await read(two)).toEqual({ fault: "two-codes" });
  });
});

/** A PDF with these objects and nothing else. */
const pdfOf = (objects: string) => Buffer.from(`%PDF-1.7\n${objects}\n%%EOF\n`, "latin1");

const attachment = (number: number) =>
  `${number} 0 obj\n<</Type/Filespec/EF<</F ${number + 1} 0 R>>>>\nendobj\n` +
  `${number + 1} 0 obj\n<</Length 2>>stream\n{}\nendstream\nendobj\n`;

/** An object whose stream is this, compressed. */
function compressed(number: number, dictionary: string, content: Buffer): string {
  const bytes = deflateSync(content).toString("latin1");
  const head = `${dictionary}/Filter/FlateDecode/Length ${bytes.length}`;
  return `${number} 0 obj\n<<${head}>>stream\n${bytes}\nendstream\nendobj\n`;
}

const bomb = Buffer.alloc(200_000_000);
const MB = 1_000_000;
const fill = (piece: string) => piece.repeat(Math.floor((9.9 * MB) / piece.length));
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("a hostile file is refused within two seconds", () => {
  test.each<[string, Buffer, string]>([
    ["nothing", Buffer.alloc(0), "empty"],
    ["more than 10 MB", Buffer.alloc(10 * MB + 1), "too-large"],
    ["10 MB of zeros", Buffer.alloc(10 * MB), "too-large"],
    ["10 MB of JSON", Buffer.from(`{"a":"${"x".repeat(9 * MB)}"}`), "too-large"],
    ["JSON 10,000 deep", Buffer.from(nested(10_000)), "too-deep"],
    ["JSON 10,000 deep in a badge", bakePng(png, nested(10_000)), "too-deep"],
    ["a text that is nothing of ours", Buffer.from("hola"), "unknown-kind"],
    ["an executable", Buffer.from("7f454c4602010100", "hex"), "unknown-kind"],
    [
      "a PNG with two credentials",
      bakePng(bakePng(png, credential), credential),
      "two-credentials",
    ],
    ["a PNG cut short", bakePng(png, credential).subarray(0, -20), "malformed"],
    ["a PNG with a zip behind", Buffer.concat([bakePng(png, credential), bundle]), "malformed"],
    ["a zip cut short", bundle.subarray(0, -100), "malformed"],
    [
      "an SVG whose entities grow",
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a "${"x".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}">]><svg>&b;</svg>`,
      ),
      "malformed",
    ],
    [
      "an SVG that asks for a file",
      Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'),
      "malformed",
    ],
    [
      "an SVG of 10 MB of elements",
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${fill("<a/>")}</svg>`),
      "no-credential",
    ],
    ["an SVG of 10 MB of open elements", Buffer.from(fill("<a>")), "malformed"],
    ["a JPEG that is none", Buffer.from("ffd8ff00", "hex"), "malformed"],
    ["an iPhone's photograph", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), "heic"],
    ["a PDF with two attachments", pdfOf(attachment(1) + attachment(3)), "two-attachments"],
    ["a PDF without any", pdfOf("1 0 obj\n<</Type/Catalog>>\nendobj"), "no-credential"],
    [
      "a PDF with an attachment that is not there",
      pdfOf("1 0 obj\n<</EF<</F 9 0 R>>>>\nendobj"),
      "malformed",
    ],
    ["a PDF cut in the middle of its credential", signed.subarray(0, -5800), "malformed"],
    [
      "a PDF with a bomb attached",
      pdfOf(`1 0 obj\n<</EF<</F 2 0 R>>>>\nendobj\n${compressed(2, "", bomb)}`),
      "too-large",
    ],
    [
      "a PDF with a bomb of objects",
      pdfOf(compressed(1, "/Type/ObjStm/N 1/First 4", bomb)),
      "malformed",
    ],
    [
      "a PDF of dictionaries in each other",
      pdfOf(`1 0 obj\n${"<</A".repeat(100_000)}`),
      "malformed",
    ],
    ["a PDF of objects that are none", pdfOf(fill("1 0 obj%")), "malformed"],
    ["a PDF of strings without end", pdfOf(fill("1 0 obj[(")), "malformed"],
    ["a PDF of hexadecimal without end", pdfOf(fill("1 0 obj[<")), "malformed"],
    ["a PDF of hexadecimal with a far end", pdfOf(`${fill("1 0 obj[<")}>x`), "malformed"],
    ["a PDF of streams without end", pdfOf(fill("1 0 obj<<>>stream\n")), "malformed"],
    ["a PDF of signatures", pdfOf(fill("/ByteRange [0 1 2 3]")), "no-credential"],
    ["a PDF of numbers", pdfOf(`1 0 obj[${fill("1 ")}]`), "malformed"],
    ["a PDF of small objects", pdfOf(fill("1 0 obj 1 endobj ")), "malformed"],
  ])("%s", async (_, bytes, fault) => {
    const start = performance.now();
    expect(await read(bytes)).toEqual({ fault });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("a signed PDF with a zip behind it is read as the PDF, and as changed", async () => {
    const emptyZip = Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]);
    const polyglot = Buffer.concat([signed, emptyZip]);
    expect(await read(polyglot)).toMatchObject({ from: "pdf", pdf: { state: "changed" } });
  });
});

describe("no bytes make it throw", () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);
  const whole = [
    signed,
    bakePng(png, credential),
    Buffer.from(bakeSvg(svg, credential)),
    bundle,
    Buffer.from(credential),
    Buffer.from(jwt),
  ];

  test(`random and changed ones, 1,200 times over (SEED=${seed})`, async () => {
    const random = dice(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const noise = (length: number) => Buffer.from(Array.from({ length }, () => below(256)));
    const ways: ((file: Buffer) => Buffer)[] = [
      (file) => file.subarray(0, below(file.length)),
      (file) => Buffer.concat([file.subarray(0, below(file.length)), noise(40)]),
      (file) => Buffer.concat([file.subarray(0, 8), noise(below(2000))]),
      (file) => {
        const changed = Buffer.from(file);
        for (let count = 1 + below(20); count > 0; count -= 1)
          changed[below(file.length)] = below(256);
        return changed;
      },
      (file) => {
        const [at, length] = [below(file.length), below(200)];
        return Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
      },
      () => noise(below(500)),
    ];
    for (let round = 0; round < 1200; round += 1) {
      const file = whole[round % whole.length] as Buffer;
      const way = ways[below(ways.length)] as (file: Buffer) => Buffer;
      const outcome = await readFile(way(file)).catch((error) => {
        throw new Error(`SEED=${seed} round ${round}`, { cause: error });
      });
      if ("kind" in outcome) expect(outcome.text, `SEED=${seed} round ${round}`).not.toBe("");
      else expect(outcome.fault, `SEED=${seed} round ${round}`).toMatch(/^[a-z-]+$/);
    }
  });
});
