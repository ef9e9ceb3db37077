import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readQr } from "#app/domain/credentials/qr/read.server.ts";
import { onDisk, signedPdf } from "#tests/factories/file-forms.ts";
import { needsTool, outputOf, without } from "#tests/setup/debian-tool.ts";

const { credential, signed } = await signedPdf();
const address: string = JSON.parse(credential).id;
const here = needsTool("pdftoppm");

/** The page as pdftoppm draws it, at so many dots an inch. */
function page(dots: number): Buffer {
  const out = onDisk(`page-${dots}`, "");
  outputOf("pdftoppm", "-r", `${dots}`, "-png", "-singlefile", onDisk("page.pdf", signed), out);
  return readFileSync(`${out}.png`);
}

const plain = here ? page(100) : Buffer.alloc(0);

describe(`the QR code of a certificate${without("pdftoppm")}`, () => {
  test.each([
    ["on a screen, at 100 dots an inch", async () => plain],
    ["printed and scanned, at 200 dots", async () => page(200)],
    ["as a small JPEG of low quality", () => sharp(plain).jpeg({ quality: 35 }).toBuffer()],
    ["turned by 17 degrees", () => sharp(plain).rotate(17).jpeg({ quality: 60 }).toBuffer()],
    ["upside down", () => sharp(plain).rotate(180).png().toBuffer()],
    [
      "on its side, with EXIF that says so",
      () => sharp(plain).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    ],
    ["out of focus", () => sharp(plain).blur(1.2).jpeg({ quality: 70 }).toBuffer()],
    ["in poor light", () => sharp(plain).linear(0.35, 20).webp({ quality: 60 }).toBuffer()],
    [
      "in a photograph of twelve million dots",
      () => sharp(plain).resize(4000, 3000, { fit: "contain" }).jpeg({ quality: 80 }).toBuffer(),
    ],
  ])("is read %s", async (_, picture) => {
    if (here) expect(await readQr(await picture())).toEqual([address]);
  });

  test(`is the same to zbarimg${without("zbarimg")}`, async () => {
    if (!here || !needsTool("zbarimg")) return;
    const path = onDisk("zbar.jpg", await sharp(plain).rotate(17).jpeg().toBuffer());
    expect(outputOf("zbarimg", "--quiet", "--raw", path).split("\n")).toContain(address);
  });
});

describe("a picture is refused", () => {
  const blank = sharp({ create: { width: 64, height: 64, channels: 3, background: "#fff" } });

  test.each([
    ["without a code", () => blank.clone().png().toBuffer(), "no-code"],
    ["of another kind", () => blank.clone().gif().toBuffer(), "malformed"],
    [
      "as an iPhone keeps it",
      async () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"),
      "heic",
    ],
    [
      "cut short",
      async () => (await blank.clone().jpeg().toBuffer()).subarray(0, 200),
      "malformed",
    ],
    [
      "of a hundred million dots",
      async () => {
        const picture = await blank.clone().jpeg().toBuffer();
        // Height and width in the frame's header (ITU-T T.81 §B.2.2).
        picture.writeUInt32BE(0x2710_2710, picture.indexOf(Buffer.from("ffc0", "hex")) + 5);
        return picture;
      },
      "too-large",
    ],
  ])("%s", async (_, picture, fault) => {
    expect(await readQr(await picture())).toBe(fault);
  });
});
