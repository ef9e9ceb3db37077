import { buffer } from "node:stream/consumers";
import { describe, expect, test, vi } from "vitest";
import { ZipFile } from "yazl";
import { BUNDLE_FILES, BUNDLE_PDF } from "#app/domain/credentials/formats/bundle/files.ts";
import { readBundle } from "#app/domain/credentials/formats/bundle/read.server.ts";
import { offlineBundle } from "#app/domain/credentials/issuing/offline-bundle.server.ts";
import { BUNDLE_FACTS, bundleParts, onDisk, signedPdf } from "#tests/factories/file-forms.ts";
import { debianTool } from "#tests/setup/debian-tool.ts";

const { credential, signed } = await signedPdf();
const parts = bundleParts(credential, signed);
const bundle = await offlineBundle(parts, BUNDLE_FACTS);

/** A zip of these files, each as it is given. */
async function zipOf(files: [string, Buffer | string][], compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}

/** The zip with one name written over by another of the same length. */
const renamed = (zip: Buffer, from: string, to: string) =>
  Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");

describe("an offline bundle", () => {
  test("gives back each part as it went in", async () => {
    expect(await readBundle(bundle)).toMatchObject({ ...parts, pdf: Buffer.from(signed) });
  });

  test("is the same for the same parts, in any time zone", async () => {
    vi.stubEnv("TZ", "Pacific/Chatham");
    const again = await offlineBundle(parts, BUNDLE_FACTS);
    vi.unstubAllEnvs();
    expect(again.equals(bundle)).toBe(true);
  });

  test("says how to check it, in Spanish and English, and names each of its files", async () => {
    const read = await readBundle(bundle);
    if (typeof read === "string") throw new Error(read);
    for (const text of [read.leame, read.readme]) {
      expect(text).toContain(BUNDLE_FACTS.address);
      expect(text).toContain(BUNDLE_FACTS.did);
      const { leame: _, readme: __, ...files } = BUNDLE_FILES;
      for (const file of [...Object.values(files), BUNDLE_PDF]) expect(text).toContain(file);
    }
    expect(read.leame).toContain("20 de noviembre de 2026");
  });

  test(`has no fault, by unzip`, (context) => {
    const unzip = debianTool("unzip", context);
    expect(unzip(["-t", onDisk("bundle.zip", bundle)]).said).toContain("No errors detected");
  });
});

describe("a stranger's zip is refused", () => {
  const name = BUNDLE_FILES.credential;

  test.each([
    ["without a credential", () => zipOf([["otro.json", "{}"]]), "no-credential"],
    [
      "with two",
      async () =>
        renamed(
          await zipOf([
            [name, "{}"],
            ["bredencial.json", "{}"],
          ]),
          "bredencial",
          "credencial",
        ),
      "two-credentials",
    ],
    [
      "with a path outside",
      async () =>
        renamed(
          await zipOf([
            [name, "{}"],
            ["aa/otro", "{}"],
          ]),
          "aa/otro",
          "../otro",
        ),
      "malformed",
    ],
    [
      "with an absolute path",
      async () =>
        renamed(
          await zipOf([
            [name, "{}"],
            ["a/otro", "{}"],
          ]),
          "a/otro",
          "//otro",
        ),
      "malformed",
    ],
    [
      "with a backslash",
      async () =>
        renamed(
          await zipOf([
            [name, "{}"],
            ["a/otro", "{}"],
          ]),
          "a/otro",
          "a\\otro",
        ),
      "malformed",
    ],
    [
      "with more files than a bundle has",
      () => zipOf(Array.from({ length: 30 }, (_, index) => [`${index}`, ""])),
      "too-large",
    ],
    ["as a bomb", () => zipOf([[name, Buffer.alloc(9_000_000, "a")]]), "too-large"],
    [
      "as a bomb in another file",
      () =>
        zipOf([
          ["otro", Buffer.alloc(9_000_000, "a")],
          [name, "{}"],
        ]),
      "too-large",
    ],
    ["with a credential that is not UTF-8", () => zipOf([[name, Buffer.of(0xff)]]), "malformed"],
    ["cut short", async () => bundle.subarray(0, -30), "malformed"],
  ])("%s", async (_, zip, fault) => {
    expect(await readBundle(await zip())).toBe(fault);
  });

  test("that says it is smaller than it is", async () => {
    const zip = await zipOf([[name, Buffer.alloc(60_000, "a")]]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(60_000);
    const smaller = Buffer.alloc(4);
    smaller.writeUInt32LE(6_000);
    const lying = renamed(zip, size.toString("latin1"), smaller.toString("latin1"));
    expect(lying.equals(zip)).toBe(false);
    expect(await readBundle(lying)).toBe("malformed");
  });
});
