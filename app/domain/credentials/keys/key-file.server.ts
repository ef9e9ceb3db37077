import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
  verify,
} from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { canonicalJson } from "#app/kernel/canonical-json.ts";
import {
  KEY_ALGORITHMS,
  type KeptKey,
  type KeyAlgorithm,
  type KeyRing,
  type PublicJwk,
  type PublicKey,
  rotated,
  type SigningKey,
  signingKey,
} from "./key-ring.ts";

/** The issuer's keys, wherever the private halves live. */
export interface IssuerKeys {
  /** Every key that ever signed, oldest first. */
  readonly published: readonly PublicKey[];
  /** The one that signs now. */
  signing(algorithm: KeyAlgorithm): SigningKey;
}

/**
 * The keys of this file, readable by its owner only; made the first time. Throws when others
 * can read it: the keys are then no secret any more.
 */
export function openKeyFile(file: string, now: Date): IssuerKeys {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) {
    const ring: KeyRing = { version: 1, keys: freshKeys(now) };
    const draft = writeDraft(file, ring);
    try {
      // Written whole, then linked: two processes at their first start agree on one.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  return keysOf(readRing(file));
}

/**
 * Makes new keys, retires those that signed and destroys their private halves: the old file is
 * overwritten before the new one takes its name. Answers the keys after it.
 */
export function rotateKeyFile(
  file: string,
  times: { now: Date; compromisedSince: Date | null },
): IssuerKeys {
  const next = rotated(readRing(file), freshKeys(times.now), times);
  const old = openSync(file, "r+");
  const draft = writeDraft(file, next);
  // From here on a crash leaves the draft, which is whole, or the new file.
  renameSync(draft, file);
  syncFolder(file);
  writeSync(old, Buffer.alloc(statSync(file).size * 2), 0, undefined, 0);
  fsyncSync(old);
  closeSync(old);
  return keysOf(next);
}

/** An interface to keys that are at hand: a file's, or a test's. */
export function keysOf(ring: KeyRing): IssuerKeys {
  return {
    published: ring.keys.map(({ privateJwk: _, ...key }) => key),
    signing: (algorithm) => withSign(signingKey(ring.keys, algorithm)),
  };
}

/** New keys, one of each kind, named by their thumbprints (RFC 7638): no two share a name. */
export function freshKeys(now: Date): KeptKey[] {
  return KEY_ALGORITHMS.map((algorithm) => {
    const { privateKey } =
      algorithm === "Ed25519"
        ? generateKeyPairSync("ed25519")
        : generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { d = "", ...jwk } = privateKey.export({ format: "jwk" });
    const publicJwk = jwk as PublicJwk;
    return {
      id: createHash("sha256").update(canonicalJson(publicJwk)).digest("base64url"),
      algorithm,
      publicJwk,
      createdAt: now.toISOString(),
      retiredAt: null,
      compromisedSince: null,
      privateJwk: { ...publicJwk, d },
    };
  });
}

function withSign({ privateJwk, ...key }: KeptKey): SigningKey {
  if (!privateJwk) throw new Error(`key ${key.id} has no private half`);
  const jwk = (value: PublicJwk) => ({ key: value as JsonWebKey, format: "jwk" }) as const;
  const [hash, encoding] =
    key.algorithm === "ES256" ? (["sha256", "ieee-p1363"] as const) : ([null, undefined] as const);
  const secret = { key: createPrivateKey(jwk(privateJwk)), dsaEncoding: encoding };
  const open = { key: createPublicKey(jwk(key.publicJwk)), dsaEncoding: encoding };
  return {
    ...key,
    async sign(bytes) {
      const signature = sign(hash, bytes, secret);
      // A fault while signing can give the key away, and a wrong signature must never leave.
      if (!verify(hash, bytes, open, signature)) throw new Error("a signature came out wrong");
      return signature;
    },
  };
}

function readRing(file: string): KeyRing {
  if ((statSync(file).mode & 0o077) !== 0 && process.platform !== "win32") {
    throw new Error(`${file}: others than its owner can read the issuer's keys (chmod 600)`);
  }
  const ring: KeyRing = JSON.parse(readFileSync(file, "utf8"));
  if (ring.version !== 1) throw new Error(`${file}: keys of an unknown version`);
  return ring;
}

function writeDraft(file: string, ring: KeyRing): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}

function syncFolder(file: string): void {
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}
