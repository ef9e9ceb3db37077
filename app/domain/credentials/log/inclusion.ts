import { z } from "zod";
import { fromBase64, toBase64 } from "./base64.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { type EntryFacts, entryOf } from "./entry.ts";
import { hashing, type Sha256 } from "./hashing.ts";
import { verifyInclusion } from "./proof.ts";

const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/**
 * What shows, to who has the log's key, that a credential is in the log and since when. Bytes
 * are base64; the facts are those of `entryOf`.
 */
export const InclusionDocument = z.object({
  credentialId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  credentialHash: z.string().regex(/^[0-9a-f]{64}$/),
  loggedAt: z.iso.datetime({ precision: 0 }),
  salt: hash,
  /** Place of the entry, from 0. */
  index: z.int().min(0),
  /** Hashes from the leaf to the root: RFC 9162 §2.1.3. */
  proof: z.array(hash).max(63),
  /** Signed note of the tree to which the proof leads: https://c2sp.org/tlog-checkpoint */
  checkpoint: z.string(),
});

export type InclusionDocument = z.infer<typeof InclusionDocument>;

/** Why a document shows nothing. */
export type InclusionProblem = "unreadable" | "other-credential" | "checkpoint" | "not-included";

/**
 * Why a document, as it came, does not show that this credential is in the log of this key;
 * null when it does. Needs no network: it is what an offline bundle is checked with.
 */
export async function inclusionProblem(
  given: unknown,
  credential: Pick<EntryFacts, "credentialId" | "credentialHash">,
  publicKey: Uint8Array,
  sha256: Sha256,
): Promise<InclusionProblem | null> {
  const read = InclusionDocument.safeParse(given);
  if (!read.success) return "unreadable";
  const document = read.data;
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
  if (!salt || !proof.every((hash) => hash !== null)) return "unreadable";
  const hashes = hashing(sha256);
  const leafHash = hashes.leaf(entryOf(salt, document, sha256));
  const { size, root } = checkpoint;
  const claim = { index: document.index, size, leafHash, proof, root };
  return verifyInclusion(claim, hashes) ? null : "not-included";
}

/** Hashes as such a document writes them. */
export const writeHashes = (hashes: readonly Uint8Array[]): string[] => hashes.map(toBase64);
