import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signPdf } from "#app/domain/credentials/formats/pdf/sign.server.ts";
import { badgePng, badgeSvg } from "#app/domain/credentials/issuing/badge-image.server.ts";
import { renderCertificate } from "#app/domain/credentials/issuing/certificate-pdf.server.ts";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { freshKeys, keysOf } from "#app/domain/credentials/keys/key-file.server.ts";
import { claimsOf } from "./credentials.ts";
import { ISSUED, installation } from "./issuing.ts";

/** Who signs PDFs in a test: keys of its own, made once. */
export const pdfIssuer = keysOf({ version: 1, keys: freshKeys(new Date("2026-11-01T00:00:00Z")) });

/** The certificate as rendered. */
export async function renderedPdf(claims: Partial<Claims> = {}): Promise<Buffer> {
  const rendered = await renderCertificate(claimsOf(claims));
  if (!rendered.ok) throw new Error(rendered.reason);
  return rendered.value;
}

/** A certificate as rendered, its credential, and the PDF signed with that inside. */
export async function signedPdf(claims: Partial<Claims> = {}, issuer = pdfIssuer) {
  const made = claimsOf(claims);
  const base = await renderedPdf(made);
  const credential = await installation().issue(made);
  const certified = await issuer.certified("Cabildo");
  const signed = await signPdf(base, { credential, ...certified, signedAt: ISSUED });
  return { base, credential, signed };
}

/** The badge of a certificate, in both its forms. */
export async function badge(claims: Partial<Claims> = {}): Promise<{ svg: string; png: Buffer }> {
  const svg = badgeSvg(claimsOf(claims));
  if (!svg.ok) throw new Error(svg.reason);
  return { svg: svg.value, png: await badgePng(svg.value) };
}

const folder = mkdtempSync(join(tmpdir(), "cabildo-forms-"));

/** Path of a file with these bytes, for a program that reads files. */
export function onDisk(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What an offline bundle is made of, with a credential in it. */
export function bundleParts(credential: string, pdf: Uint8Array) {
  return {
    credential,
    jwt: "a.b.c",
    didDocument: JSON.stringify(installation().document()),
    statusList: '{"validFrom":"2026-11-21T00:00:00Z"}',
    inclusion: "{}",
    checkpoint: "cabildo.example/registro-publico\n1\n",
    logKey: "cabildo.example/registro-publico+00000000+AAAA",
    pdf,
  };
}

export const BUNDLE_FACTS = {
  title: "Datos abiertos: fundamentos",
  address: "https://cabildo.example/verificar/HyYtNDtCSVBXXmVsc3qBiA",
  did: "did:web:cabildo.example",
  takenAt: ISSUED,
  timeZone: "America/Guatemala",
};
