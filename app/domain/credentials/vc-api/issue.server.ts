import { faultOf } from "../formats/data-integrity/library-fault.ts";
import type { Securable } from "../formats/format.server.ts";
import { credentialFormats } from "../formats/registry.server.ts";
import { freshKeys, keysOf } from "../keys/key-file.server.ts";
import { bytesOf } from "../keys/multibase.ts";
import { type Proofs, threadFault } from "../proofs.server.ts";
import { issuerOf } from "../verifying/check-secured.ts";
import { inPlainForm } from "../verifying/plain-form.ts";
import { didKey, didKeyAddress } from "./did-key.ts";
import { type Problem, problem } from "./problem.server.ts";
import { anyCredentialFault, DATA_INTEGRITY_V2, inVersion2, isVersion1 } from "./version-1.ts";

type Members = Record<string, unknown>;

const { algorithm, secure } = credentialFormats["data-integrity"];

/** An issuer whose key is made now, is its whole identity and is gone with the process. */
export function passingIssuer(proofs: Proofs, clock: () => Date) {
  const keys = keysOf({ version: 1, keys: freshKeys(clock()) });
  const key = keys.signing(algorithm);
  const did = didKey(bytesOf(key.publicJwk.x));
  const address = didKeyAddress(did);

  return {
    did,
    /**
     * Secures a credential of ours, of VC 1.1 or VC 2.0, as certificates are secured. Refused
     * is what our own verifier would not read. A proof that it brings is not ours and is left
     * out.
     */
    async issue(given: Members): Promise<{ issued: Members } | { refused: Problem }> {
      const now = clock();
      const whole = isVersion1(given) ? completed(given, now) : given;
      const fault = anyCredentialFault(whole);
      if (fault) return { refused: problem("form", fault) };
      const { proof: _, ...credential } = whole;
      if (issuerOf(credential) !== did) return { refused: problem("issuer", "not-our-issuer") };
      if (!inPlainForm(inVersion2(credential), "own"))
        return { refused: problem("form", "not-plain") };
      try {
        const text = await secure(credential as Securable, { key, address, proofs, now });
        return { issued: JSON.parse(text) };
      } catch (error) {
        return { refused: problem("form", threadFault(error) ?? faultOf(error)) };
      }
    },
  };
}

/** VC 1.1 wants a date of issue, and a context that has words for the proof. */
function completed(credential: Members, now: Date): Members {
  const contexts = credential["@context"] as unknown[];
  const hasWords = contexts.includes(DATA_INTEGRITY_V2);
  return {
    issuanceDate: now.toISOString(),
    ...credential,
    "@context": hasWords ? contexts : [...contexts, DATA_INTEGRITY_V2],
  };
}
