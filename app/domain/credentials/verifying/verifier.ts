import type {
  CheckRequest,
  ProofFault,
  SignatureRequest,
} from "../formats/data-integrity/proof.ts";
import type { CompactJwt } from "../formats/vc-jwt/compact.ts";
import type { PublicKey } from "../keys/key-ring.ts";
import type { Words } from "./plain-form.ts";

/** What was asked of somebody else: an answer, or none. Never one for the other. */
export type Fetched<Value> = { ok: true; value: Value } | { ok: false; reason: FetchFault };

export type FetchFault =
  /** Nobody answered, or too late, or with something else than was asked for. */
  | "unreachable"
  /** An address that is not asked (security), or too large an answer. */
  | "refused";

/** An issuer that we know; what a person is told of it comes from here and not from a credential. */
export interface KnownIssuer {
  did: string;
  name: string;
  /** Whether it is this installation: its record is ours to compare with. */
  ours: boolean;
  /** Its keys, for what is known of them: ours only. */
  keys: readonly PublicKey[];
}

/** What our record holds of a credential of ours. */
export interface IssuedRecord {
  /** As it was issued, with its proof. */
  credential: Record<string, unknown>;
  /** When the public log first had it. */
  loggedAt: Date | null;
  /** Address of the certificate that took its place. */
  supersededBy: string | null;
  /** What the lists say of it, or are about to: a revocation counts before its list is signed. */
  revoked: boolean;
  suspended: boolean;
}

/**
 * All that a verification asks of the world. The core has no network, no database and no clock:
 * a page gives it the guarded resolver, an offline bundle its files, a test its tables.
 */
export interface Verifier {
  didDocument(did: string): Promise<Fetched<Record<string, unknown>>>;
  /** The text of a status list credential, JSON or JWT, as its address answers now. */
  statusList(address: string): Promise<Fetched<string>>;
  checkProof(request: CheckRequest): Promise<ProofFault | null>;
  checkJwt(jwt: CompactJwt, publicJwk: Record<string, unknown>): Promise<boolean>;
  knownIssuer(did: string): KnownIssuer | null;
  /** Our record of an id (null = none); absent where there is no record at hand. */
  issued?(id: string): Promise<Fetched<IssuedRecord | null>>;
  /**
   * Whether documents and lists of issuers that we do not know are asked for as well. Their
   * verdict is `unknown-issuer` at best, so that where anybody may ask, nobody's server is
   * asked on a stranger's word: absent = no.
   */
  asksUnknownIssuers?: boolean;
  /** Whose words a credential may be written in (`plain-form.ts`); absent = the pinned contexts'. */
  words?: Words;
}

/** What verifying a presentation asks beside. */
export interface PresentationVerifier extends Verifier {
  checkSignature(request: SignatureRequest): Promise<ProofFault | null>;
}

/** Seconds that the clocks of two computers may differ. */
export const CLOCK_SKEW = 300;
