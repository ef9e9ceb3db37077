import { join } from "node:path";
import type { Config } from "#app/server/config.ts";
import type { Securable } from "./formats/format.server.ts";
import { credentialFormats } from "./formats/registry.server.ts";
import { keyAddress } from "./keys/did-document.ts";
import { type IssuerKeys, openKeyFile, rotateKeyFile } from "./keys/key-file.server.ts";
import { type Proofs, startProofs } from "./proofs.server.ts";

/** Who signs: the issuer's keys, and the threads that prepare proofs. */
export interface Signing {
  keys: IssuerKeys;
  proofs: Proofs;
}

/** The file of the issuer's keys. The name is one that backups with keys take along. */
const issuerKeyFile = (config: Pick<Config, "issuerKeyFile" | "dataDir">): string =>
  config.issuerKeyFile ?? join(config.dataDir, "issuer-key");

let proofs: Proofs | undefined;

/** What signs on this machine: the keys of its file, made the first time. For the worker and the operator. */
export function openSigning(config: Config, now: Date): Signing {
  proofs ??= startProofs();
  return { keys: openKeyFile(issuerKeyFile(config), now), proofs };
}

/** Rotates the keys of this machine (`rotateKeyFile`); `file` is where they are. */
export function rotateKeys(
  config: Config,
  times: { now: Date; compromisedSince: Date | null },
): { keys: IssuerKeys; file: string } {
  const file = issuerKeyFile(config);
  return { keys: rotateKeyFile(file, times), file };
}

/** A credential secured in a format with the key that signs now. */
export function secure(
  credential: Securable,
  format: keyof typeof credentialFormats,
  did: string,
  { keys, proofs }: Signing,
  now: Date,
): Promise<string> {
  const { algorithm, secure: make } = credentialFormats[format];
  const key = keys.signing(algorithm);
  return make(credential, { key, address: keyAddress(did, key), proofs, now });
}
