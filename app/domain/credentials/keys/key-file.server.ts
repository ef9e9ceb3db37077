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
import { selfSignedCertificate } from "./certificate.server.ts";
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
  /**
   * The ES256 key that signs now with its certificate (X.509, DER): the same one as long as the
   * key signs. Made the first time that it is asked for, in this name; throws while another
   * process writes the keys.
   */
  certified(commonName: string): Promise<CertifiedKey>;
}

interface CertifiedKey {
  signer: SigningKey;
  certificate: Uint8Array;
}

/**
 * The keys of this file, readable by its owner only; made the first time. Throws when others
 * can read it: the keys are then no secret any more.
 */
export function openKeyFile(file: string, now: Date): IssuerKeys {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeRing(draft, { version: 1, keys: freshKeys(now) });
    try {
      // Written whole, then linked: two processes at their first start agree on one.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  const keys = opened.get(file) ?? keysIn(file);
  opened.set(file, keys);
  // Looked at now: what is wrong with the file is said here.
  if (keys.published.length === 0) throw new Error(`${file}: no keys`);
  return keys;
}

/** Files that are open: reading one, and what is in it, for each signature would cost more than signing. */
const opened = new Map<string, IssuerKeys>();

/** The keys as the file has them now: a process that goes on after a rotation signs with the new. */
function keysIn(file: string): IssuerKeys {
  let seen = "";
  let keys: IssuerKeys;
  let certified: Promise<CertifiedKey> | undefined;
  const current = () => {
    const { ino, mode, mtimeMs, size } = statSync(file);
    const version = `${ino} ${mode} ${mtimeMs} ${size}`;
    if (version !== seen) {
      keys = keysOf(readRing(file));
      certified = undefined;
    }
    seen = version;
    return keys;
  };
  current();
  return {
    get published() {
      return current().published;
    },
    signing: (algorithm) => current().signing(algorithm),
    async certified(commonName) {
      current();
      certified ??= certifiedIn(file, commonName);
      try {
        return await certified;
      } catch (error) {
        certified = undefined;
        throw error;
      }
    },
  };
}

/** The file keeps the certificate beside its key: a copy of the file, and a rotation, keep it. */
async function certifiedIn(file: string, commonName: string): Promise<CertifiedKey> {
  const { keys } = readRing(file);
  const kept = signingKey(keys, "ES256");
  const signer = withSign(kept);
  if (kept.certificate) return { signer, certificate: Buffer.from(kept.certificate, "base64") };
  const made = await selfSignedCertificate(signer, commonName);
  const certificate = Buffer.from(made).toString("base64");
  const [old] = replaceRing(file, ({ keys }) => ({
    version: 1,
    keys: keys.map((key) => (key.id === kept.id ? { certificate, ...key } : key)),
  }));
  closeSync(old);
  // As the file has it: another process may have been first, or have rotated the keys.
  return certifiedIn(file, commonName);
}

/**
 * Makes new keys, retires those that signed and destroys their private halves: the old file is
 * overwritten once the new one has its name. Throws while another rotation is under way, or
 * when one was cut short: its draft is then beside the file and is to be deleted.
 */
export function rotateKeyFile(
  file: string,
  times: { now: Date; compromisedSince: Date | null },
): IssuerKeys {
  overwrite(replaceRing(file, (ring) => rotated(ring, freshKeys(times.now), times)));
  return keysIn(file);
}

/** Writes a new file in the old one's place; answers the old one, open, and its size. */
function replaceRing(file: string, change: (ring: KeyRing) => KeyRing): [number, number] {
  // Two at once would each write the other's new keys away: the draft is the lock.
  const draft = `${file}.next`;
  closeSync(openSync(draft, "wx", 0o600));
  writeRing(draft, change(readRing(file)));
  const old = openSync(file, "r+");
  const { size } = statSync(file);
  renameSync(draft, file);
  syncFolder(file);
  return [old, size];
}

function overwrite([old, size]: [number, number]): void {
  writeSync(old, Buffer.alloc(size), 0, size, 0);
  fsyncSync(old);
  closeSync(old);
}

/** An interface to keys that are at hand: a file's, or a test's. */
export function keysOf(ring: KeyRing): IssuerKeys {
  let certificate: Promise<Uint8Array> | undefined;
  const signers = new Map<KeyAlgorithm, SigningKey>();
  const signing = (algorithm: KeyAlgorithm) => {
    const signer = signers.get(algorithm) ?? withSign(signingKey(ring.keys, algorithm));
    signers.set(algorithm, signer);
    return signer;
  };
  return {
    signing,
    published: ring.keys.map(({ privateJwk: _, certificate: __, ...key }) => key),
    async certified(commonName) {
      const signer = signing("ES256");
      certificate ??= selfSignedCertificate(signer, commonName);
      return { signer, certificate: await certificate };
    },
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

function withSign({ privateJwk, certificate: _, ...key }: KeptKey): SigningKey {
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

function writeRing(file: string, ring: KeyRing): void {
  writeFileSync(file, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flush: true });
}

function syncFolder(file: string): void {
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}
