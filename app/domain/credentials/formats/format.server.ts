import type { OpenBadge } from "../issuing/open-badge.ts";
import type { KeyAlgorithm, SigningKey } from "../keys/key-ring.ts";
import type { Proofs } from "../proofs.server.ts";
import type { StatusList } from "../status/status-list.ts";

/** What we sign. */
export type Securable = OpenBadge | StatusList;

/** What a format needs to secure a credential. */
export interface Securing {
  key: SigningKey;
  /** The key's whole address in the issuer's DID document. */
  address: string;
  proofs: Proofs;
  now: Date;
}

/** One way of securing a credential (VC 2.0 §4.12). */
export interface CredentialFormat {
  /** As it is asked for and answered; the first is the one that is written. */
  mediaTypes: readonly [string, ...string[]];
  extension: string;
  algorithm: KeyAlgorithm;
  /** The secured credential as it is sent, byte for byte. */
  secure(credential: Securable, securing: Securing): Promise<string>;
}
