import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";
import { dataIntegrity } from "#app/domain/credentials/formats/data-integrity/suite.server.ts";
import { jwtSignatureHolds } from "#app/domain/credentials/formats/vc-jwt/verify.server.ts";
import type {
  Fetched,
  KnownIssuer,
  PresentationVerifier,
  Verifier,
} from "#app/domain/credentials/verifying/verifier.ts";

/** What a verifier of a test knows of the world: its tables. What is not there is unreachable. */
export interface World {
  documents?: Record<string, unknown>[];
  /** Status lists by address. */
  lists?: Record<string, unknown>;
  issuers?: KnownIssuer[];
  issued?: Verifier["issued"];
  loader?: typeof closedLoader;
}

/** The real checks over these tables, in this thread. */
export function verifierOf(world: World): PresentationVerifier {
  const { documents = [], lists = {}, issuers = [], issued, loader = closedLoader } = world;
  const suite = dataIntegrity(loader);
  const fetched = <Value>(value: Value | undefined): Fetched<Value> =>
    value === undefined ? { ok: false, reason: "unreachable" } : { ok: true, value };
  const text = (list: unknown) =>
    list === undefined || typeof list === "string" ? list : JSON.stringify(list);
  return {
    didDocument: async (did) => fetched(documents.find(({ id }) => id === did)),
    statusList: async (address) => fetched(text(lists[address]) as string | undefined),
    checkProof: (request) => suite.check(request),
    checkSignature: (request) => suite.checkSignature(request),
    checkJwt: jwtSignatureHolds,
    knownIssuer: (did) => issuers.find((issuer) => issuer.did === did) ?? null,
    ...(issued && { issued }),
  };
}

/** A known issuer that is not this installation. */
export const issuerCalled = (did: string, name = "Escuela Nacional"): KnownIssuer => ({
  did,
  name,
  ours: false,
  keys: [],
});
