import { fromBase64, toBase64 } from "./base64.ts";

/**
 * Signed notes, https://c2sp.org/signed-note: a text that ends with a newline, an empty line,
 * and a line for each signature, `— <name> base64(key id || signature)`. Ed25519 only.
 */

/** Type of the signature in key ids and verifier keys. */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;

/** Longest note read, in characters: ours have some 200, and a hundred witnesses fit. */
const LONGEST = 16 * 1024;

/** Who signs, as a verifier knows it. */
export interface NoteKey {
  /** Free of spaces and of `+`. */
  name: string;
  publicKey: Uint8Array;
}

/** Holds a key and never shows it: a file here, a KMS elsewhere. */
export interface Signer {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The Ed25519 signature of a message (RFC 8032 §5.1.6), 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The note of a text that ends with a newline, signed under a name. */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  const key = { name, publicKey: signer.publicKey };
  if (!text.endsWith("\n") || !isName(name)) throw new Error("not a text and a name of a note");
  const signature = await signer.sign(new TextEncoder().encode(text));
  const body = new Uint8Array([...(await keyId(key)), ...signature]);
  return `${text}\n— ${name} ${toBase64(body)}\n`;
}

/** The text of a note that the key signed, or null. Signatures of others are passed over. */
export async function openNote(note: string, key: NoteKey): Promise<string | null> {
  const parts = partsOf(note);
  if (!parts) return null;
  const id = await keyId(key);
  const own = parts.signatures.filter(
    ({ name, bytes }) => name === key.name && id.every((byte, index) => byte === bytes[index]),
  );
  if (own.length === 0) return null;
  const message = new TextEncoder().encode(parts.text);
  const publicKey = await crypto.subtle.importKey(
    "raw",
    new Uint8Array(key.publicKey),
    "Ed25519",
    false,
    ["verify"],
  );
  for (const { bytes } of own) {
    if (!(await crypto.subtle.verify("Ed25519", publicKey, bytes.slice(KEY_ID_BYTES), message))) {
      return null;
    }
  }
  return parts.text;
}

interface NoteParts {
  text: string;
  signatures: { name: string; bytes: Uint8Array<ArrayBuffer> }[];
}

/** The text and the signature lines, none verified; null for what is not a signed note. */
export function partsOf(note: string): NoteParts | null {
  if (note.length > LONGEST) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold
  if (/[\u0000-\u0009\u000b-\u001f\u007f\ufffd]/.test(note)) return null;
  const at = note.lastIndexOf("\n\n");
  if (at < 0 || !note.endsWith("\n")) return null;
  const signatures: NoteParts["signatures"] = [];
  for (const line of note.slice(at + 2, -1).split("\n")) {
    const [, name = "", encoded = ""] = line.match(/^— (\S+) (\S+)$/) ?? [];
    const bytes = fromBase64(encoded);
    if (!isName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
    signatures.push({ name, bytes });
  }
  return { text: note.slice(0, at + 1), signatures };
}

/** A key in the form that verifiers keep: `<name>+<key id>+<base64(type || public key)>`. */
export async function verifierKey(key: NoteKey): Promise<string> {
  const id = [...(await keyId(key))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${key.name}+${id}+${toBase64(new Uint8Array([ED25519, ...key.publicKey]))}`;
}

/** The key that such a text names; null for another kind, or an id that is not the key's. */
export async function readVerifierKey(text: string): Promise<NoteKey | null> {
  const [, name = "", encoded = ""] = text.match(/^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return (await verifierKey(key)) === text ? key : null;
}

/** SHA-256(name || LF || type || public key)[:4]. */
async function keyId({ name, publicKey }: NoteKey): Promise<Uint8Array> {
  const message = new Uint8Array([...new TextEncoder().encode(`${name}\n`), ED25519, ...publicKey]);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", message)).slice(0, KEY_ID_BYTES);
}

const isName = (text: string): boolean => /^[^\s+]+$/.test(text);
