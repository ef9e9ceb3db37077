import { readFileSync } from "node:fs";
import { PDF } from "@libpdf/core";
import { ContentInfo, SignedData } from "pkijs";
import { describe, expect, test } from "vitest";
import { credentialInPdf } from "#app/domain/credentials/formats/pdf/read.server.ts";
import { issuerKeyOf } from "#app/domain/credentials/formats/pdf/signature.ts";
import { freshKeys, keysOf } from "#app/domain/credentials/keys/key-file.server.ts";
import { onDisk, pdfIssuer, renderedPdf, signedPdf } from "#tests/factories/file-forms.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { dice } from "#tests/factories/seed.ts";
import { debianTool } from "#tests/setup/debian-tool.ts";

const { base, credential, signed } = await signedPdf();
const path = onDisk("certificate.pdf", signed);
const issuerKey = pdfIssuer.signing("ES256").publicJwk;

/** The state that our own reader gives to the signature of a PDF. */
async function stateOf(file: Buffer) {
  const read = await credentialInPdf(file);
  return typeof read === "string" ? read : read.signature.state;
}

describe("a signed PDF", () => {
  test("begins with the rendered one, byte for byte", () => {
    expect(signed.subarray(0, base.length).equals(base)).toBe(true);
  });

  test("is signed whole and valid, by pdfsig", (context) => {
    const pdfsig = debianTool("pdfsig", context);
    const said = pdfsig([path]).said;
    expect(said).toContain("Signature is Valid.");
    expect(said).toContain("Total document signed");
    expect(said).toContain("ETSI.CAdES.detached");
    expect(said).toContain("Nov 21 2026");
  });

  test(`has no fault of form, by qpdf`, (context) => {
    const qpdf = debianTool("qpdf", context);
    expect(qpdf(["--check", path]).said).toContain("No syntax or stream encoding errors");
  });

  test(`gives its credential back byte for byte, by pdfdetach`, (context) => {
    const pdfdetach = debianTool("pdfdetach", context);
    expect(pdfdetach(["-list", path]).said).toContain("credencial.json");
    const out = onDisk("detached.json", "");
    pdfdetach(["-save", "1", "-o", out, path]);
    expect(readFileSync(out, "utf8")).toBe(credential);
  });

  test(`says what the rendered one says, by pdftotext`, (context) => {
    const pdftotext = debianTool("pdftotext", context);
    const before = pdftotext(["-layout", onDisk("base.pdf", base), "-"]).said;
    expect(before).toContain("María Guadalupe Ixkʼat Pérez");
    expect(pdftotext(["-layout", path, "-"]).said).toBe(before);
  });

  test("has the attributes of PAdES B-B and no others", () => {
    const text = signed.toString("latin1");
    const hex = /\/Contents <([0-9a-f]+)>/.exec(text.slice(base.length))?.[1] ?? "";
    const info = ContentInfo.fromBER(Uint8Array.from(Buffer.from(hex, "hex")));
    const { signerInfos } = new SignedData({ schema: info.content });
    // EN 319 142-1 §6.3: the time of signing is in `M`, and not in the signature.
    expect(signerInfos[0]?.signedAttrs?.attributes.map(({ type }) => type).sort()).toEqual([
      "1.2.840.113549.1.9.16.2.47",
      "1.2.840.113549.1.9.3",
      "1.2.840.113549.1.9.4",
    ]);
    expect(text).toContain("/M (D:20261121030000+00'00')");
    expect(text).toContain("/AFRelationship /Data");
  });

  test("is read back with its credential, its state and the key that signed it", async () => {
    expect(await credentialInPdf(signed)).toEqual({
      text: credential,
      signature: { state: "intact", signerKey: issuerKey },
    });
    const read = await credentialInPdf(signed);
    if (typeof read === "string") throw new Error(read);
    const { id } = pdfIssuer.signing("ES256");
    expect(issuerKeyOf(read.signature, pdfIssuer.published)?.id).toBe(id);
    const changed = { ...read.signature, state: "changed" } as const;
    expect(issuerKeyOf(changed, pdfIssuer.published)).toBeNull();
  });
});

describe("a changed PDF is noticed", () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);
  const random = dice(seed);
  const [start, end] = (/\/ByteRange \[0 (\d+) (\d+)/.exec(signed.toString("latin1")) ?? [])
    .slice(1)
    .map(Number) as [number, number];

  /** The PDF with one bit changed at a place that is signed. */
  function flipped(): { changed: Buffer; at: number } {
    const place = Math.floor(random() * (signed.length - (end - start)));
    const at = place < start ? place : place + end - start;
    const changed = Buffer.from(signed);
    changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return { changed, at };
  }

  test(`by us, one bit anywhere, 500 times over (SEED=${seed})`, async () => {
    for (let round = 0; round < 500; round += 1) {
      const { changed, at } = flipped();
      expect(await stateOf(changed), `SEED=${seed} byte ${at}`).not.toBe("intact");
    }
  });

  test(`by pdfsig, one bit anywhere, 60 times over (SEED=${seed})`, (context) => {
    const pdfsig = debianTool("pdfsig", context);
    let mismatches = 0;
    for (let round = 0; round < 60; round += 1) {
      const { changed, at } = flipped();
      const said = pdfsig([onDisk("flipped.pdf", changed)]).said;
      expect(said, `SEED=${seed} byte ${at}`).not.toContain("Signature is Valid");
      if (said.includes("Digest Mismatch")) mismatches += 1;
    }
    // Where the change is in what a PDF is found by, there is no signature left to look at.
    expect(mismatches).toBeGreaterThan(50);
  });

  test(`when text is added after the signature`, async (context) => {
    const document = await PDF.load(signed);
    document.getPage(0)?.drawText("100 horas", { x: 100, y: 100, size: 14 });
    const added = Buffer.from(await document.save({ incremental: true }));
    expect(added.subarray(0, signed.length).equals(signed)).toBe(true);
    expect(await stateOf(added)).toBe("changed");
    expect(await stateOf(Buffer.concat([signed, Buffer.from("\n")]))).toBe("changed");
    const pdfsig = debianTool("pdfsig", context);
    const said = pdfsig([onDisk("added.pdf", added)]).said;
    expect(said).toContain("Not total document signed");
  });

  test(`when it is saved anew by another program, and its credential still read`, async (context) => {
    const qpdf = debianTool("qpdf", context);
    const saved = onDisk("saved.pdf", "");
    qpdf(["--object-streams=generate", path, saved]);
    const file = readFileSync(saved);
    expect(file.toString("latin1")).toContain("/ObjStm");
    const signature = { state: "changed", signerKey: null };
    expect(await credentialInPdf(file)).toEqual({ text: credential, signature });
  });

  test("when its signature is taken out", async () => {
    const without = signed.toString("latin1").replace("/ByteRange [", "/Otherkeys [");
    expect(await stateOf(Buffer.from(without, "latin1"))).toBe("none");
  });

  test("when it was signed anew, by a key that is not the issuer's", async () => {
    const forger = keysOf({ version: 1, keys: freshKeys(new Date("2026-11-20T00:00:00Z")) });
    const forged = (await signedPdf({ name: "Otra Persona" }, forger)).signed;
    const read = await credentialInPdf(forged);
    if (typeof read === "string") throw new Error(read);
    expect(read.signature.state).toBe("intact");
    expect(read.signature.signerKey).toEqual(forger.signing("ES256").publicJwk);
    expect(issuerKeyOf(read.signature, pdfIssuer.published)).toBeNull();
    expect(issuerKeyOf(read.signature, forger.published)?.algorithm).toBe("ES256");
  });

  test("when its signature is another file's", async () => {
    const other = (await signedPdf({ name: "Otra Persona" })).signed.toString("latin1");
    const contents = /<[0-9a-f]{4096}>/;
    const taken = contents.exec(other)?.[0] ?? "";
    const moved = signed.toString("latin1").replace(contents, taken);
    expect(moved).toHaveLength(signed.length);
    expect(await stateOf(Buffer.from(moved, "latin1"))).toBe("changed");
  });

  test("when its signature is none that is checked", async () => {
    const text = signed.toString("latin1").replace(/<[0-9a-f]{4096}>/, `<${"0".repeat(4096)}>`);
    expect(await stateOf(Buffer.from(text, "latin1"))).toBe("unreadable");
  });

  test("when its signature leaves out more than itself", async () => {
    const text = signed.toString("latin1");
    const wider = text.replace(`[0 ${start} ${end} `, `[0 ${start - 1} ${end} `);
    expect(await stateOf(Buffer.from(wider, "latin1"))).toBe("changed");
  });
});

describe("a name comes out of a PDF as it was printed", () => {
  test.for(HOSTILE_NAMES.filter(({ printed }) => printed !== null))(
    "$what, by pdftotext",
    async ({ printed }, context) => {
      const pdftotext = debianTool("pdftotext", context);
      const file = onDisk("name.pdf", await renderedPdf({ name: printed as string }));
      const text = pdftotext(["-raw", file, "-"]).said;
      const name = printed as string;
      // A long name is set in lines, and a word without end is cut.
      const bare = (given: string) => (name.length > 30 ? given.replace(/\s/g, "") : given);
      expect(bare(text)).toContain(bare(name));
    },
  );
});
