import {
  type CompactJwt,
  credentialOf,
  type JwtFault,
  looksCompact,
  readCompact,
} from "../formats/vc-jwt/compact.ts";
import { type JsonFault, readObject } from "../json-text.ts";

/** Characters that a text may have at most. A certificate of ours has 3,000. */
const LARGEST = 1_000_000;

/** Why a text is not read as a credential at all. */
export type UnreadableText =
  | "too-large"
  | "not-a-credential"
  | Exclude<JsonFault, "not-an-object">
  | JwtFault;

/** A credential as it came: JSON with proofs inside, or the payload of a JWT. */
export type CredentialText =
  | { form: "json"; credential: Record<string, unknown> }
  | { form: "jwt"; credential: Record<string, unknown>; jwt: CompactJwt };

/**
 * Reads what somebody sent. It costs what its length costs, whatever it holds: size, depth and
 * number of values are counted before anything is built (`json-text.ts`), also inside a JWT.
 */
export function readCredential(text: string): CredentialText | UnreadableText {
  if (text.length > LARGEST) return "too-large";
  const trimmed = text.trim();
  if (looksCompact(trimmed)) {
    const jwt = readCompact(trimmed);
    if (typeof jwt === "string") return jwt;
    return { form: "jwt", credential: credentialOf(jwt.payload), jwt };
  }
  const credential = readObject(trimmed);
  if (typeof credential !== "string") return { form: "json", credential };
  return credential === "not-an-object" ? "not-a-credential" : credential;
}
