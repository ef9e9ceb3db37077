import type { Fetched, KnownIssuer, PresentationVerifier } from "../verifying/verifier.ts";
import { didKeyDocument } from "./did-key.ts";
import { isVersion1 } from "./version-1.ts";

type Checks = Pick<PresentationVerifier, "checkProof" | "checkJwt" | "checkSignature">;

/**
 * What the test profile knows of the world: any did:key, and the DID documents that it was
 * given. It asks no network, so that no status list can be had. Whose word is worth anything
 * is not what a test suite asks: every issuer is one that it knows, in its own words.
 */
export function worldOf(
  documents: readonly Record<string, unknown>[],
  checks: Checks,
): PresentationVerifier {
  return {
    ...checks,
    // The library has rules and a clock of its own for VC 1.1; ours are in `version-1.ts`.
    checkProof: (request) =>
      isVersion1(request.credential)
        ? checks.checkSignature({ ...request, document: request.credential })
        : checks.checkProof(request),
    didDocument: async (did) =>
      found(didKeyDocument(did) ?? documents.find(({ id }) => id === did)),
    statusList: async () => found<string>(undefined),
    words: "own",
    knownIssuer: (did): KnownIssuer => ({ did, name: did, ours: false, keys: [] }),
  };
}

const found = <Value>(value: Value | undefined): Fetched<Value> =>
  value === undefined ? { ok: false, reason: "unreachable" } : { ok: true, value };
