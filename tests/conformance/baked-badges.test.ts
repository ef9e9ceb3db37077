import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { bakePng, unbakePng } from "#app/domain/credentials/formats/baked/png.server.ts";
import { bakeSvg, unbakeSvg } from "#app/domain/credentials/formats/baked/svg.ts";
import { badgeSvg } from "#app/domain/credentials/issuing/badge-image.server.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { badge, onDisk } from "#tests/factories/file-forms.ts";
import { installation } from "#tests/factories/issuing.ts";
import { debianTool } from "#tests/setup/debian-tool.ts";

const { svg, png } = await badge();
const credential = await installation().issue();
const jwt = await installation().issue({}, {}, "vc-jwt");

describe("the badge", () => {
  test("is the same for the same claims, square and light", async () => {
    const claims = claimsOf();
    expect(badgeSvg(structuredClone(claims))).toEqual(badgeSvg(claims));
    const { width, height, format } = await sharp(png).metadata();
    expect({ width, height, format }).toEqual({ width: 600, height: 600, format: "png" });
    expect(svg.length).toBeLessThan(60_000);
    expect(png.length).toBeLessThan(60_000);
  });

  test("shows nothing of its holder, and needs no typeface and no network", () => {
    const { name } = claimsOf();
    expect(svg).not.toContain(name);
    expect(svg).not.toMatch(/<text|font-family|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(svg).toContain("<title>Certificado de curso. Datos abiertos: fundamentos. ");
  });

  test("stays light and within its lines with everything long", async () => {
    const long = await badge({
      achievement: {
        ...ACHIEVEMENT,
        level: "Avanzado",
        title: "Transformación digital y datos abiertos para gobiernos locales ".repeat(3).trim(),
      },
      issuer: { name: "Programa Nacional de Innovación Pública Municipal ".repeat(3).trim() },
    });
    expect(long.svg.length).toBeLessThan(80_000);
    expect(long.svg.match(/scale\(\.1\)/g)?.length).toBeLessThanOrEqual(8);
  });

  test("says of a trial that it is one", async () => {
    const trial = await badge({ trial: true });
    expect(trial.svg).toContain("<title>Certificado de prueba: no tiene validez. ");
    expect(trial.png.equals(png)).toBe(false);
  });

  test("keeps its XML whole whatever the achievement is called", () => {
    const made = badgeSvg(
      claimsOf({ achievement: { ...ACHIEVEMENT, title: "Agua & <Salud> ]]>" } }),
    );
    if (!made.ok) throw new Error(made.reason);
    expect(unbakeSvg(bakeSvg(made.value, credential))).toEqual({ text: credential });
  });

  test("is refused with a letter that no typeface has", () => {
    const made = badgeSvg(claimsOf({ achievement: { ...ACHIEVEMENT, title: "王小明" } }));
    expect(made).toEqual({ ok: false, reason: "not-printable" });
  });
});

describe("a baked badge", () => {
  test.each([
    ["JSON", credential],
    ["a JWT", jwt],
  ])("gives %s back byte for byte from PNG and SVG", (_, text) => {
    expect(unbakePng(bakePng(png, text))).toEqual({ text });
    expect(unbakeSvg(bakeSvg(svg, text))).toEqual({ text });
  });

  test(`has one chunk with the credential, by pngcheck`, (context) => {
    const pngcheck = debianTool("pngcheck", context);
    const said = pngcheck(["-t", "-v", onDisk("badge.png", bakePng(png, credential))]).said;
    expect(said).toContain("No errors detected");
    expect(said.match(/chunk iTXt/g)).toHaveLength(1);
    expect(said).toContain("keyword: openbadgecredential");
  });

  test("has the pixels of the plain one", async () => {
    const pixels = (file: Buffer) => sharp(file).raw().toBuffer();
    expect(await pixels(bakePng(png, credential))).toEqual(await pixels(png));
  });

  test("still draws as an SVG, as it did before", async () => {
    const drawn = (text: string) => sharp(Buffer.from(text)).raw().toBuffer();
    expect(await drawn(bakeSvg(svg, credential))).toEqual(await drawn(svg));
  });
});
