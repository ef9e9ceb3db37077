import { createHash, type JsonWebKey, verify, X509Certificate } from "node:crypto";
import { derSignature } from "../../keys/certificate.server.ts";
import type { PublicJwk, SigningKey } from "../../keys/key-ring.ts";

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;

/**
 * A detached signature (CMS SignedData, RFC 5652, DER) of what has this SHA-256, with the signed
 * attributes of a PAdES B-B signature: content-type, message-digest and signing-certificate-v2.
 * The time of signing is not among them: a PDF says it in `M` (ETSI EN 319 142-1 §6.3).
 */
export async function signedData(
  digest: Uint8Array,
  { signer, certificate }: { signer: SigningKey; certificate: Uint8Array },
): Promise<Uint8Array> {
  const [pkijs, asn1] = await Promise.all([import("pkijs"), import("asn1js")]);
  const octets = (value: Uint8Array) =>
    new asn1.OctetString({ valueHex: Uint8Array.from(value).buffer });
  const algorithm = (algorithmId: string) => new pkijs.AlgorithmIdentifier({ algorithmId });
  const own = pkijs.Certificate.fromBER(Uint8Array.from(certificate));
  // RFC 5035 §3: SHA-256 is the default and so is not written.
  const certificateId = new asn1.Sequence({ value: [octets(sha256(certificate))] });
  const signedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    // DER sorts a set by the bytes of its members.
    attributes: sortedByBytes([
      attribute(OID.contentType, new asn1.ObjectIdentifier({ value: OID.data })),
      attribute(OID.messageDigest, octets(digest)),
      attribute(
        OID.signingCertificateV2,
        new asn1.Sequence({ value: [new asn1.Sequence({ value: [certificateId] })] }),
      ),
    ]),
  });
  function attribute(type: string, value: { toBER(): ArrayBuffer }) {
    return new pkijs.Attribute({ type, values: [value] });
  }
  const signature = await derSignature(signer, asSet(signedAttrs.toSchema().toBER()));
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: algorithm(OID.sha256),
    signedAttrs,
    signatureAlgorithm: algorithm(OID.ecdsaWithSha256),
    signature: new asn1.OctetString({ valueHex: signature }),
  });
  const content = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    digestAlgorithms: [algorithm(OID.sha256)],
    certificates: [own],
    signerInfos: [signerInfo],
  });
  const info = new pkijs.ContentInfo({ contentType: OID.signedData, content: content.toSchema() });
  return new Uint8Array(info.toSchema().toBER());
}

/**
 * The key with which a detached signature signs what has this SHA-256. `changed` when it signs
 * something else; `unreadable` when it is of another kind than `signedData` makes: one signer, its
 * certificate, P-256. Never throws, whatever the bytes are.
 */
export async function signerOf(der: Uint8Array, digest: Uint8Array): Promise<Signer> {
  try {
    return await signerWithin(der, digest);
  } catch {
    // The libraries throw on bytes that are no such structure.
    return "unreadable";
  }
}

type Signer = PublicJwk | "changed" | "unreadable";

async function signerWithin(der: Uint8Array, digest: Uint8Array): Promise<Signer> {
  const [pkijs, asn1] = await Promise.all([import("pkijs"), import("asn1js")]);
  const info = pkijs.ContentInfo.fromBER(Uint8Array.from(der).buffer);
  if (info.contentType !== OID.signedData) return "unreadable";
  const data = new pkijs.SignedData({ schema: info.content });
  const [signer, ...moreSigners] = data.signerInfos;
  const [certificate, ...moreCertificates] = data.certificates ?? [];
  if (!signer?.signedAttrs || moreSigners.length > 0 || moreCertificates.length > 0)
    return "unreadable";
  if (!(certificate instanceof pkijs.Certificate) || data.encapContentInfo.eContent)
    return "unreadable";
  const ofOneKind =
    signer.digestAlgorithm.algorithmId === OID.sha256 &&
    signer.signatureAlgorithm.algorithmId === OID.ecdsaWithSha256;
  if (!ofOneKind) return "unreadable";

  const certified = Buffer.from(certificate.toSchema().toBER());
  const { attributes, encodedValue } = signer.signedAttrs;
  const only = (type: string) => {
    const found = attributes.filter((one) => one.type === type);
    return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : null;
  };
  const contentType = only(OID.contentType);
  const messageDigest = only(OID.messageDigest);
  const certificateId = only(OID.signingCertificateV2)?.valueBlock?.value?.[0]?.valueBlock
    ?.value?.[0]?.valueBlock?.value?.[0];
  const bound =
    contentType?.valueBlock?.toString() === OID.data &&
    messageDigest instanceof asn1.OctetString &&
    sameBytes(messageDigest.valueBlock.valueHexView, digest) &&
    certificateId instanceof asn1.OctetString &&
    sameBytes(certificateId.valueBlock.valueHexView, sha256(certified));
  if (!bound) return "changed";

  const key = new X509Certificate(certified).publicKey;
  const jwk = key.export({ format: "jwk" });
  if (jwk.kty !== "EC" || jwk.crv !== "P-256") return "unreadable";
  const signature = signer.signature.valueBlock.valueHexView;
  const holds = verify("sha256", asSet(encodedValue), { key, dsaEncoding: "der" }, signature);
  return holds ? publicPart(jwk) : "changed";
}

const publicPart = ({ x = "", y = "" }: JsonWebKey): PublicJwk => ({
  kty: "EC",
  crv: "P-256",
  x,
  y,
});

/** RFC 5652 §5.4: what is signed is the attributes as a SET OF, not under their tag [0]. */
function asSet(encoded: ArrayBuffer): Uint8Array {
  const bytes = Uint8Array.from(new Uint8Array(encoded));
  bytes[0] = 0x31;
  return bytes;
}

function sortedByBytes<Member extends { toSchema(): { toBER(): ArrayBuffer } }>(set: Member[]) {
  const bytes = (one: Member) => Buffer.from(one.toSchema().toBER());
  return set.toSorted((one, other) => Buffer.compare(bytes(one), bytes(other)));
}

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
