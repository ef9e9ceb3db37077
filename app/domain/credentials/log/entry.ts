import type { Sha256 } from "./hashing.ts";

/** Bytes of a salt: as many as the hash has, so that guessing the facts gains nothing. */
export const SALT_BYTES = 32;

/** What an entry of the log commits to. */
export interface EntryFacts {
  /** The credential's id: 22 characters of base64url. */
  credentialId: string;
  /** SHA-256 of the signed credential's bytes as they are published, in lower-case hexadecimal. */
  credentialHash: string;
  /** When the log took it: ISO 8601 in UTC, to the second, such as `2026-11-21T18:00:00Z`. */
  loggedAt: string;
}

/** First line of the facts, so that no other text of ours can be taken for them. */
const FORMAT = "cabildo-log-entry/1";

/**
 * The entry of a credential: what RFC 9162 §2.1 calls d[i], of which the leaf is
 * SHA-256(0x00 || entry).
 *
 *     entry = SHA-256(salt || facts)                       32 bytes
 *     salt  = 32 random bytes of this entry alone
 *     facts = "cabildo-log-entry/1" LF
 *             credential id LF
 *             SHA-256 of the signed credential, hexadecimal LF
 *             time of logging LF                           in UTF-8
 *
 * The log publishes entries and never facts or salts. Who is shown facts and salt can work
 * the entry out and ask for its proof; once the salt is erased nobody can tell whose it was,
 * even with the credential at hand. The time is inside, so that a proof also shows since
 * when the log has known the certificate.
 */
export function entryOf(salt: Uint8Array, facts: EntryFacts, sha256: Sha256): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new Error(`a salt has ${SALT_BYTES} bytes`);
  const { credentialId, credentialHash, loggedAt } = facts;
  const lines = [FORMAT, credentialId, credentialHash, loggedAt];
  if (lines.some((line) => line.includes("\n"))) throw new Error("a fact has one line");
  const text = `${lines.join("\n")}\n`;
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(salt.length + encoded.length);
  bytes.set(salt);
  bytes.set(encoded, salt.length);
  return sha256(bytes);
}

/** A moment as the facts write it. */
export const momentOfLogging = (now: Date): string => `${now.toISOString().slice(0, 19)}Z`;

/** An entry bundle: each entry after its length in two bytes, big-endian. https://c2sp.org/tlog-tiles */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((total, { length }) => total + 2 + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}
