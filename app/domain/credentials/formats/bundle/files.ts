/**
 * What an offline bundle holds, and under which names: all that is needed to check a certificate
 * without asking anybody. Texts are as they are published, byte for byte.
 */
export const BUNDLE_FILES = {
  /** How to check it, in Spanish and in English. */
  leame: "LEAME.txt",
  readme: "README.txt",
  /** The credential with its proof, and as a JWT. */
  credential: "credencial.json",
  jwt: "credencial.jwt",
  /** The issuer's DID document: the keys. */
  didDocument: "emisor-did.json",
  /** The status list, which says itself of when it is. */
  statusList: "estado.json",
  /** An `InclusionDocument`, the checkpoint in it, and the log's verifier key (C2SP signed-note). */
  inclusion: "inclusion.json",
  checkpoint: "checkpoint.txt",
  logKey: "clave-del-registro.txt",
} as const;

export const BUNDLE_PDF = "certificado.pdf";

export type BundleText = keyof typeof BUNDLE_FILES;
