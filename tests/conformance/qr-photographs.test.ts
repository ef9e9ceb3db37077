import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, type TestContext, test } from "vitest";
import { readQr } from "#app/domain/credentials/qr/read.server.ts";
import { onDisk, signedPdf } from "#tests/factories/file-forms.ts";
import { debianTool } from "#tests/setup/debian-tool.ts";

const { credential, signed } = await signedPdf();
const address: string = JSON.parse(credential).id;

/** The page as pdftoppm draws it, at so many dots an inch. */
function page(context: TestContext, dots = 100): Buffer {
  const pdftoppm = debianTool("pdftoppm", context);
  const out = onDisk(`page-${dots}`, "");
  pdftoppm(["-r", `${dots}`, "-png", "-singlefile", onDisk("page.pdf", signed), out]);
  return readFileSync(`${out}.png`);
}

type Picture = (page: Buffer) => Promise<Buffer>;

describe(`the QR code of a certificate`, () => {
  test.for<[string, Picture, number?]>([
    ["on a screen, at 100 dots an inch", async (page) => page],
    ["printed and scanned, at 200 dots", async (page) => page, 200],
    ["as a small JPEG of low quality", (page) => sharp(page).jpeg({ quality: 35 }).toBuffer()],
    ["turned by 17 degrees", (page) => sharp(page).rotate(17).jpeg({ quality: 60 }).toBuffer()],
    ["upside down", (page) => sharp(page).rotate(180).png().toBuffer()],
    [
      "on its side, with EXIF that says so",
      (page) => sharp(page).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    ],
    ["out of focus", (page) => sharp(page).blur(1.2).jpeg({ quality: 70 }).toBuffer()],
    ["in poor light", (page) => sharp(page).linear(0.35, 20).webp({ quality: 60 }).toBuffer()],
    [
      "in a photograph of twelve million dots",
      (page) => sharp(page).resize(4000, 3000, { fit: "contain" }).jpeg({ quality: 80 }).toBuffer(),
    ],
  ])("is read %s", async ([, picture, dots], context) => {
    expect(await readQr(await picture(page(context, dots)))).toEqual([address]);
  });

  test("is the same to zbarimg", async (context) => {
    const zbarimg = debianTool("zbarimg", context);
    const turned = await sharp(page(context)).rotate(17).jpeg().toBuffer();
    const { stdout } = zbarimg(["--quiet", "--raw", onDisk("zbar.jpg", turned)]);
    expect(stdout.split("\n")).toContain(address);
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
