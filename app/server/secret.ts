import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { keptOnce } from "./kept-once.ts";

/** What the installation's one secret can do; the secret itself stays inside. */
export interface Secret {
  /** A tag that only this installation can make for this purpose and text (base64url). */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, tag: string): boolean;
  /** Encrypts with authentication (AES-256-GCM), as text. */
  seal(purpose: string, text: string): string;
  /** The sealed text, or null if it was not sealed here for this purpose. */
  open(purpose: string, sealed: string): string | null;
}

/** The secret of SESSION_SECRET, else one made once in the data folder, readable by its owner only. */
export function loadSecret(config: Config): Secret {
  return createSecret(config.sessionSecret ?? secretInFolder(config.dataDir));
}

/** @param root at least 32 random characters. */
export function createSecret(root: string): Secret {
  const key = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "cabildo", purpose, 32));
  const sign = (purpose: string, text: string) =>
    createHmac("sha256", key(`sign:${purpose}`))
      .update(text)
      .digest("base64url");
  return {
    sign,
    verify(purpose, text, tag) {
      const expected = Buffer.from(sign(purpose, text));
      const given = Buffer.from(tag);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
    seal(purpose, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key(`seal:${purpose}`), iv);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      try {
        const decipher = createDecipheriv(
          "aes-256-gcm",
          key(`seal:${purpose}`),
          bytes.subarray(0, 12),
        );
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return null;
      }
    },
  };
}

const secretInFolder = (dataDir: string): string =>
  keptOnce(join(dataDir, "session-secret"), () => randomBytes(48).toString("base64url")).trim();
