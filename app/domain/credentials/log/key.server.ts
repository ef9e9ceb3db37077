import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "#app/server/config.ts";
import { keptOnce } from "#app/server/kept-once.ts";
import { hashing, type Sha256 } from "./hashing.ts";
import type { Signer } from "./note.ts";

/** PKCS #8 in PEM. The name is one that backups with keys take along. */
const keyFile = (config: Config): string => join(config.dataDir, "log.key");

/**
 * Who signs the log's checkpoints: a key of its own (never the issuer's, so that who takes one
 * cannot use it as the other), made once in the data folder and readable by its owner only. A
 * KMS stands here as another `Signer`.
 */
export function loadLogSigner(config: Config): Signer {
  const key = createPrivateKey(keptOnce(keyFile(config), makeKey));
  return {
    publicKey: publicHalf(key),
    sign: async (message) => sign(null, message, key),
  };
}

/** The public half, for who only verifies; null when this machine has no key of the log. */
export function logPublicKey(config: Config): Uint8Array | null {
  const file = keyFile(config);
  return existsSync(file) ? publicHalf(createPrivateKey(readFileSync(file, "utf8"))) : null;
}

const makeKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

function publicHalf(key: KeyObject): Uint8Array {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return new Uint8Array(Buffer.from(x, "base64url"));
}

/** By way of a text: a buffer that it gives itself has memory of its own, and there are hundreds. */
export const sha256: Sha256 = (bytes) => Buffer.from(hash("sha256", bytes, "base64"), "base64");

/** The tree's hashes, with the SHA-256 of this machine. */
export const treeHashes = hashing(sha256);
