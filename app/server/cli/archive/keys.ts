import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { Config } from "../../config.ts";
import { Refusal } from "../command.ts";

/** Key files, readable only with the passphrase. Byte strings are base64. */
export interface Sealed {
  salt: string;
  iv: string;
  tag: string;
  data: string;
}

interface KeyFile {
  /** Path inside DATA_DIR, or `ISSUER_KEY_FILE` for the file of that variable. */
  path: string;
  content: string;
}

/** Files of DATA_DIR that hold secrets: what signs sessions, seals second factors and signs certificates. */
const isKeyFile = (name: string): boolean =>
  /^(session-secret|issuer|.*\.(key|pem|jwk)$)/.test(name);

/** The scrypt cost of OWASP's Password Storage Cheat Sheet: N=2^17, r=8, p=1 (128 MB). */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Encrypts the installation's key files (scrypt, AES-256-GCM); answers their names too. */
export function sealKeys(config: Config, passphrase: string): { sealed: Sealed; names: string[] } {
  const files = keyFiles(config);
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", scryptSync(passphrase, salt, 32, cost), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(files), "utf8"), cipher.final()]);
  const sealed = {
    salt: salt.toString("base64"),
    iv: iv.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
    data: data.toString("base64"),
  };
  return { sealed, names: files.map(({ path }) => path) };
}

/** The key files inside; refuses a wrong passphrase. */
export function openKeys(sealed: Sealed, passphrase: string): KeyFile[] {
  const bytes = (text: string) => Buffer.from(text, "base64");
  const key = scryptSync(passphrase, bytes(sealed.salt), 32, cost);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes(sealed.iv));
  decipher.setAuthTag(bytes(sealed.tag));
  try {
    const text = Buffer.concat([decipher.update(bytes(sealed.data)), decipher.final()]);
    return JSON.parse(text.toString("utf8"));
  } catch {
    throw new Refusal(
      "The passphrase does not open the keys of this backup. Nothing was restored.",
    );
  }
}

/** Refuses to continue if a key file here differs from one that is to be written. */
export function refuseOtherKeys(config: Config, files: KeyFile[]): void {
  for (const { path, content } of files) {
    const target = targetOf(config, path);
    if (existsSync(target) && readFileSync(target).toString("base64") !== content) {
      throw new Refusal(
        `${target} already holds another key. Move it away first: what it signed or sealed needs it.`,
      );
    }
  }
}

/** Writes key files where the installation looks for them, readable by their owner only. */
export function writeKeys(config: Config, files: KeyFile[]): string[] {
  return files.map(({ path, content }) => {
    const target = targetOf(config, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, Buffer.from(content, "base64"), { mode: 0o600, flush: true });
    return target;
  });
}

function keyFiles(config: Config): KeyFile[] {
  const read = (file: string, path: string): KeyFile => ({
    path,
    content: readFileSync(file).toString("base64"),
  });
  const entries = existsSync(config.dataDir) ? readdirSync(config.dataDir) : [];
  const inFolder = entries
    .filter(isKeyFile)
    .flatMap((name) => filesUnder(join(config.dataDir, name)))
    .map((file) => read(file, relative(config.dataDir, file)));
  const given = config.issuerKeyFile;
  return given && existsSync(given) ? [...inFolder, read(given, GIVEN)] : inFolder;
}

const GIVEN = "ISSUER_KEY_FILE";

function targetOf(config: Config, path: string): string {
  if (path === GIVEN) return config.issuerKeyFile ?? join(config.dataDir, "issuer-key");
  // The list was authenticated, and still no name may lead out of the folder.
  if (path.split("/").includes("..") || basename(path) === "")
    throw new Refusal(`Bad key: ${path}`);
  return join(config.dataDir, path);
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}
