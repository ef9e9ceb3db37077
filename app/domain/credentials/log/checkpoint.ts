import { fromBase64, toBase64 } from "./base64.ts";
import { HASH_BYTES } from "./hashing.ts";
import { type NoteKey, openNote, partsOf, type Signer, signNote } from "./note.ts";

/** A log at one size, https://c2sp.org/tlog-checkpoint: whoever keeps one can hold the log to it. */
export interface Checkpoint {
  /** The log's name: an address without its scheme, such as `cabildo.example/registro-publico`. */
  origin: string;
  /** Entries in the tree. */
  size: number;
  /** RFC 9162 §2.1.1 root over them. */
  root: Uint8Array;
}

/** The checkpoint as a signed note, under the log's own name. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const { origin, size, root } = checkpoint;
  return signNote(`${origin}\n${size}\n${toBase64(root)}\n`, origin, signer);
}

/**
 * The checkpoint of a note that the log's key signed, or null. The signature's name must be
 * the origin; lines after the root are extensions, and signatures of others are witnesses'.
 */
export async function openCheckpoint(
  note: string,
  publicKey: Uint8Array,
): Promise<Checkpoint | null> {
  const claimed = readCheckpoint(note);
  if (!claimed) return null;
  const key: NoteKey = { name: claimed.origin, publicKey };
  return (await openNote(note, key)) === null ? null : claimed;
}

/** What a note says, without asking who signed it; null for what is not a checkpoint. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin = "", size = "", encoded = "", ...extensions] =
    partsOf(note)?.text.slice(0, -1).split("\n") ?? [];
  const root = fromBase64(encoded);
  if (origin === "" || !/^(0|[1-9]\d{0,14})$/.test(size) || root?.length !== HASH_BYTES)
    return null;
  return extensions.includes("") ? null : { origin, size: Number(size), root };
}
