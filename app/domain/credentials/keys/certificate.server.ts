import { createPublicKey, type JsonWebKey } from "node:crypto";
import type { SigningKey } from "./key-ring.ts";

/** RFC 5758 §3.2 ecdsa-with-SHA256, which has no parameters. */
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
/** RFC 5280 §4.1.2.5: a certificate without a date at which it ends. */
const NO_END = new Date("9999-12-31T23:59:59Z");

/**
 * A certificate (RFC 5280, DER) in which an ES256 key says of itself whose it is: a PDF's
 * signature has to bring one. It vouches for nothing; who checks compares its key with those of
 * the issuer's DID document. Begins when the key was made, so that nothing signed is older.
 */
export async function selfSignedCertificate(
  key: SigningKey,
  commonName: string,
): Promise<Uint8Array> {
  const [pkijs, asn1] = await Promise.all([import("pkijs"), import("asn1js")]);
  const name = () => ({
    type: "2.5.4.3",
    value: new asn1.Utf8String({ value: commonName }),
  });
  const spki = createPublicKey({ key: key.publicJwk as JsonWebKey, format: "jwk" }).export({
    type: "spki",
    format: "der",
  });
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ valueHex: serialOf(key) });
  certificate.issuer.typesAndValues.push(new pkijs.AttributeTypeAndValue(name()));
  certificate.subject.typesAndValues.push(new pkijs.AttributeTypeAndValue(name()));
  certificate.notBefore = new pkijs.Time({ value: wholeSeconds(key.createdAt) });
  certificate.notAfter = new pkijs.Time({ type: 1, value: NO_END });
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(spki);
  certificate.extensions = [
    extension("2.5.29.19", true, new pkijs.BasicConstraints().toSchema()),
    // §4.2.1.3: digitalSignature and contentCommitment, the first two bits.
    extension("2.5.29.15", true, new asn1.BitString({ valueHex: bytes(0xc0), unusedBits: 6 })),
  ];
  certificate.signature.algorithmId = ECDSA_WITH_SHA256;
  certificate.signatureAlgorithm.algorithmId = ECDSA_WITH_SHA256;
  const signed = new Uint8Array(certificate.encodeTBS().toBER());
  const signature = await derSignature(key, signed);
  certificate.signatureValue = new asn1.BitString({ valueHex: signature });
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** A signature of an ES256 key as X.509 and CMS write it (RFC 3279 §2.2.3). */
export async function derSignature(key: SigningKey, signed: Uint8Array): Promise<ArrayBuffer> {
  const { createCMSECDSASignature } = await import("pkijs");
  // Copied: what it takes is the whole buffer under a view.
  return createCMSECDSASignature(Uint8Array.from(await key.sign(signed)).buffer);
}

/** §4.1.2.2: positive, at most 20 bytes, never given twice; a key has one certificate. */
function serialOf({ id }: SigningKey): ArrayBuffer {
  const thumbprint = Buffer.from(id, "base64url").subarray(0, 16);
  return bytes(0x01, ...thumbprint);
}

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer;

/** UTCTime has no fractions of a second. */
const wholeSeconds = (time: string): Date => new Date(Math.floor(Date.parse(time) / 1000) * 1000);
