import { fromBase64, toBase64 } from "./base64.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { type EntryFacts, entryOf, SALT_BYTES } from "./entry.ts";
import { hashing, type Sha256 } from "./hashing.ts";
import { verifyInclusion } from "./proof.ts";

/** What shows, to who has the log's key, that a credential is in the log and since when. Bytes are base64. */
export interface InclusionDocument extends EntryFacts {
  salt: string;
  /** Place of the entry, from 0. */
  index: number;
  /** Hashes from the leaf to the root: RFC 9162 §2.1.3. */
  proof: string[];
  /** Signed note of the tree to which the proof leads: https://c2sp.org/tlog-checkpoint */
  checkpoint: string;
}

/** Why a document shows nothing. */
export type InclusionProblem = "other-credential" | "checkpoint" | "not-included";

/**
 * Whether the document shows that this credential is in a log of this key; null when it does.
 * Needs no network: it is what an offline bundle is checked with.
 */
export async function inclusionProblem(
  document: InclusionDocument,
  credential: Pick<EntryFacts, "credentialId" | "credentialHash">,
  publicKey: Uint8Array,
  sha256: Sha256,
): Promise<InclusionProblem | null> {
  if (
    document.credentialId !== credential.credentialId ||
    document.credentialHash !== credential.credentialHash
  ) {
    return "other-credential";
  }
  const checkpoint = await openCheckpoint(document.checkpoint, publicKey);
  if (!checkpoint) return "checkpoint";
  const salt = fromBase64(document.salt);
  const proof = document.proof.map(fromBase64);
  if (salt?.length !== SALT_BYTES || !proof.every((hash) => hash !== null)) return "not-included";
  const hashes = hashing(sha256);
  const leafHash = hashes.leaf(entryOf(salt, document, sha256));
  const { size, root } = checkpoint;
  const given = { index: document.index, size, leafHash, proof, root };
  return verifyInclusion(given, hashes) ? null : "not-included";
}

/** Hashes as such a document writes them. */
export const writeHashes = (hashes: readonly Uint8Array[]): string[] => hashes.map(toBase64);
