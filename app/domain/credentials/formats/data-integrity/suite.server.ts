import { DataIntegrityProof as Suite } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { CredentialIssuancePurpose, issue, verifyCredential } from "@digitalbazaar/vc";
import type { closedLoader } from "../../contexts/closed-loader.server.ts";
import { namedContexts } from "../../contexts/named-contexts.ts";
import { faultOf } from "./library-fault.ts";
import type { CheckRequest, DataIntegrityProof, ProofFault, SignatureRequest } from "./proof.ts";

/** What is to be signed: SHA-256 of the proof's options, then of the document, both canonical. */
export interface Prepared {
  bytes: Uint8Array;
  proof: Omit<DataIntegrityProof, "proofValue">;
}

export interface PrepareRequest {
  credential: Record<string, unknown>;
  /** The key's whole address. */
  verificationMethod: string;
  /** ISO 8601, UTC. */
  created: string;
}

/**
 * `eddsa-rdfc-2022` (vc-di-eddsa §3.2) with the contexts that `load` answers. Canonicalisation
 * costs nearly everything, so this runs on a thread; the signature itself is made elsewhere,
 * by whoever holds the key.
 */
export function dataIntegrity(load: typeof closedLoader) {
  const contextFault = (document: unknown): Promise<ProofFault | null> =>
    onlyKnownContexts(document).then(() => null, faultOf);

  /**
   * Throws for a context that `load` does not answer. The library asks its own map first, which
   * has others, and asks whatever gives it the key, so that a key's address would pass for one.
   */
  async function onlyKnownContexts(document: unknown): Promise<void> {
    const known = load();
    for (const address of namedContexts(document)) await known(address);
  }

  return {
    /** Canonicalises and hashes (§3.2.3 to §3.2.5), in safe mode: an undefined word throws. */
    async prepare({ credential, verificationMethod, created }: PrepareRequest): Promise<Prepared> {
      await onlyKnownContexts(credential);
      let bytes = new Uint8Array();
      const signer = {
        id: verificationMethod,
        algorithm: "Ed25519",
        sign: async ({ data }: { data: Uint8Array }) => {
          bytes = Uint8Array.from(data);
          return new Uint8Array(64);
        },
      };
      const suite = new Suite({ cryptosuite, signer, date: created });
      const documentLoader = load();
      const { proof } = await issue({ credential: { ...credential }, suite, documentLoader });
      const { proofValue: _, "@context": __, ...options } = proof;
      return { bytes, proof: options as unknown as Prepared["proof"] };
    },

    /** Verifies one proof (§3.2.2) against a key that the issuer's document lists; null = it holds. */
    async check({
      credential,
      verificationMethod,
      controller,
    }: CheckRequest): Promise<ProofFault | null> {
      const unknown = await contextFault(credential);
      if (unknown) return unknown;
      const { verified, error } = await verifyCredential({
        credential,
        suite: new Suite({ cryptosuite }),
        purpose: new CredentialIssuancePurpose({ controller }),
        documentLoader: load(new Map([[verificationMethod.id, verificationMethod]])),
        // Status and dates are rows of their own: here a moment at which the dates allow it.
        checkStatus: async () => ({ verified: true }),
        now: new Date(String(credential.validFrom ?? credential.validUntil ?? 0)),
      });
      return verified ? null : faultOf(error);
    },

    /**
     * Verifies one proof of any document; null = it holds. Whose the key is, and what for, is
     * the caller's to ask, and so is the data model.
     */
    async checkSignature(request: SignatureRequest): Promise<ProofFault | null> {
      const { verificationMethod } = request;
      const { proof, ...document } = request.document;
      const unknown = await contextFault(request.document);
      if (unknown) return unknown;
      const { verified, error } = await new Suite({ cryptosuite }).verifyProof({
        proof,
        document,
        documentLoader: load(new Map([[verificationMethod.id, verificationMethod]])),
      });
      return verified ? null : faultOf(error);
    },

    /** The canonical N-Quads of a document (RDFC-1.0), as they are hashed. */
    canonize: (document: unknown) => cryptosuite.canonize(document, { documentLoader: load() }),
  };
}
