import { describe, expect, test } from "vitest";
import { renderCertificate } from "#app/domain/credentials/issuing/certificate-pdf.server.ts";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { showCode } from "#app/domain/credentials/issuing/code.ts";
import { ACHIEVEMENT, claimsOf } from "#tests/factories/credentials.ts";
import { HOSTILE_NAMES } from "#tests/factories/hostile-names.ts";
import { readPdf } from "./read-pdf.ts";

async function rendered(claims: Claims): Promise<Buffer> {
  const pdf = await renderCertificate(claims);
  if (!pdf.ok) throw new Error(pdf.reason);
  return pdf.value;
}

describe("the certificate on paper", () => {
  test("says who, what, how long, when, where, its code and its address", async () => {
    const claims = claimsOf();
    const { text, pages } = await readPdf(await rendered(claims));
    expect(pages).toBe(1);
    for (const said of [
      claims.name,
      claims.issuer.name,
      claims.achievement.title,
      claims.achievement.criteria,
      "1.5 horas",
      "20 de noviembre de 2026",
      "Salcajá, Quetzaltenango, Guatemala",
      showCode(claims.code),
      claims.address.replace("https://", ""),
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain("prueba");
  });

  test("has a QR code that leads to where it is verified", async () => {
    const claims = claimsOf();
    const { qr } = await readPdf(await rendered(claims));
    expect(await qr()).toBe(claims.address);
  });

  test("is tagged in Spanish, in reading order, with words for its QR code", async () => {
    const claims = claimsOf();
    const { tagged, language, title, author, structure } = await readPdf(await rendered(claims));
    expect({ tagged, language, author }).toEqual({
      tagged: true,
      language: "es",
      author: claims.issuer.name,
    });
    expect(title).toBe("Certificado: Datos abiertos: fundamentos");
    expect(structure.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2"]);
    expect(structure.at(-1)).toContain(claims.address);
  });

  test("has the same bytes for the same claims", async () => {
    const claims = claimsOf();
    expect(await rendered(structuredClone(claims))).toEqual(await rendered(claims));
  });

  test("says once that it is a trial when it is, and the rest as if it were not", async () => {
    const claims = claimsOf();
    const { text } = await readPdf(await rendered({ ...claims, trial: true }));
    const real = await readPdf(await rendered(claims));
    expect(text).toBe(`Certificado de prueba: no tiene validez ${real.text}`);
  });

  test("has the mark of a trial across the sheet, under its letters", async () => {
    const claims = claimsOf();
    const [trial, real] = await Promise.all(
      [{ ...claims, trial: true }, claims].map(async (one) => readPdf(await rendered(one))),
    );
    // Beside the name, where a real one is paper.
    expect(await trial?.colourAt(0.86, 0.36)).not.toEqual(await real?.colourAt(0.86, 0.36));
    expect(await trial?.qr()).toBe(claims.address);
  });

  test("keeps its metadata well formed whatever the programme is called", async () => {
    const claims = claimsOf({
      issuer: { name: "Agua & <Salud>" },
      achievement: { ...ACHIEVEMENT, title: "Datos & <b>obras</b>" },
    });
    const pdf = await rendered(claims);
    expect((await readPdf(pdf)).author).toBe("Agua & <Salud>");
    expect(pdf.toString("latin1")).toContain("<rdf:li>Agua &amp; &lt;Salud&gt;</rdf:li>");
  });

  test("refuses a letter that no typeface has rather than print a box", async () => {
    expect(await renderCertificate(claimsOf({ name: "王小明" }))).toEqual({
      ok: false,
      reason: "not-printable",
    });
  });

  test("stays on one page with everything long", async () => {
    const long = claimsOf({
      name: "Żółćińska-Fernández ".repeat(10).trim(),
      issuer: { name: "Programa Nacional de Innovación Pública Municipal ".repeat(2).trim() },
      achievement: {
        ...ACHIEVEMENT,
        title: "Transformación digital y datos abiertos para gobiernos locales ".repeat(2).trim(),
        criteria: `${ACHIEVEMENT.criteria} `.repeat(5).trim(),
      },
      expiresAt: "2029-11-21T03:00:00.000Z",
    });
    const { pages, text, qr } = await readPdf(await rendered(long));
    expect(pages).toBe(1);
    expect(text.replaceAll(" ", "")).toContain(long.name.replaceAll(" ", ""));
    expect(await qr()).toBe(long.address);
  });
});

describe("a hostile name comes out of the PDF as it was printed", () => {
  test.each(HOSTILE_NAMES.filter(({ printed }) => printed !== null))(
    "$what",
    async ({ printed }) => {
      const { text } = await readPdf(await rendered(claimsOf({ name: printed as string })));
      const without = (string: string) => string.replaceAll(" ", "");
      expect(without(text)).toContain(without(printed as string));
    },
  );
});
