import { createHash } from "node:crypto";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";
import { dataIntegrity } from "#app/domain/credentials/formats/data-integrity/suite.server.ts";
import { credentialFormats } from "#app/domain/credentials/formats/registry.server.ts";
import type { Claims } from "#app/domain/credentials/issuing/claims.ts";
import { type BadgeFacts, openBadge } from "#app/domain/credentials/issuing/open-badge.ts";
import { didDocument, keyAddress } from "#app/domain/credentials/keys/did-document.ts";
import { freshKeys, keysOf } from "#app/domain/credentials/keys/key-file.server.ts";
import { type KeyRing, rotated } from "#app/domain/credentials/keys/key-ring.ts";
import { base58btc } from "#app/domain/credentials/keys/multibase.ts";
import type { Proofs } from "#app/domain/credentials/proofs.server.ts";
import { emptyBitstring, encodeList, withBit } from "#app/domain/credentials/status/bitstring.ts";
import type { StatusPurpose } from "#app/domain/credentials/status/status-entry.ts";
import { statusListCredential } from "#app/domain/credentials/status/status-list.ts";
import type { KnownIssuer } from "#app/domain/credentials/verifying/verifier.ts";
import { badgeFacts, claimsOf } from "./credentials.ts";
import { verifierOf, type World } from "./verifier.ts";

export const ISSUED = new Date("2026-11-21T03:00:00Z");
export const DID = "did:web:cabildo.example";
export const LIST = "https://cabildo.example/estado/r1";

type Format = keyof typeof credentialFormats;

/** Makes and checks proofs here, without threads. */
const suite = dataIntegrity(closedLoader);
const proofsHere: Proofs = {
  run: (name, input) => (suite[name] as (given: typeof input) => never)(input),
  close: async () => {},
};

/** An installation that issues: its keys, its DID document, its lists. */
export function installation() {
  let ring: KeyRing = { version: 1, keys: freshKeys(new Date("2026-11-01T00:00:00Z")) };

  const secure = (credential: object, format: Format, now: Date) => {
    const { algorithm, secure: make } = credentialFormats[format];
    const key = keysOf(ring).signing(algorithm);
    const address = keyAddress(DID, key);
    return make(credential as never, { key, address, proofs: proofsHere, now });
  };

  return {
    document: () => didDocument(DID, keysOf(ring).published),
    issuer: (): KnownIssuer => ({
      did: DID,
      name: "Programa de Innovación Pública Municipal",
      ours: true,
      keys: keysOf(ring).published,
    }),
    rotate(compromisedSince: Date | null = null, now = new Date("2026-12-01T00:00:00Z")) {
      ring = rotated(ring, freshKeys(now), { now, compromisedSince });
    },
    /** A certificate as it is sent. */
    issue: (
      claims: Partial<Claims> = {},
      facts: Partial<BadgeFacts> = {},
      format: Format = "data-integrity",
    ) => secure(openBadge(claimsOf(claims), badgeFacts(facts)), format, ISSUED),
    secure: (credential: object, format: Format = "data-integrity") =>
      secure(credential, format, ISSUED),
    /** Any document, signed with contexts beside those that we know. */
    async secureWith(loader: typeof closedLoader, credential: Record<string, unknown>) {
      const key = keysOf(ring).signing("Ed25519");
      const verificationMethod = keyAddress(DID, key);
      const created = ISSUED.toISOString();
      const { bytes, proof } = await dataIntegrity(loader).prepare({
        credential,
        verificationMethod,
        created,
      });
      const proofValue = base58btc(await key.sign(bytes));
      return { ...credential, proof: { ...proof, proofValue } };
    },
    /** A credential with a proof of these options beside, or instead of, the usual ones (vc-di-eddsa §3.2.1). */
    async secureWithOptions(credential: Record<string, unknown>, changes: object) {
      const key = keysOf(ring).signing("Ed25519");
      const options = {
        type: "DataIntegrityProof",
        cryptosuite: "eddsa-rdfc-2022",
        created: ISSUED.toISOString(),
        verificationMethod: keyAddress(DID, key),
        proofPurpose: "assertionMethod",
      };
      const proof: Record<string, unknown> = JSON.parse(JSON.stringify({ ...options, ...changes }));
      const hash = async (document: object) =>
        createHash("sha256")
          .update(await suite.canonize(document))
          .digest();
      const ofProof = await hash({ "@context": credential["@context"], ...proof });
      const bytes = Buffer.concat([ofProof, await hash(credential)]);
      return { ...credential, proof: { ...proof, proofValue: base58btc(await key.sign(bytes)) } };
    },
    /** A signed list with these bits set. */
    async list(
      set: number[] = [],
      purpose: StatusPurpose = "revocation",
      now = ISSUED,
      format: Format = "data-integrity",
    ) {
      const bits = set.reduce((all, index) => withBit(all, index, true), emptyBitstring());
      const facts = {
        address: LIST,
        issuer: DID,
        purpose,
        encodedList: await encodeList(bits),
        life: 24 * 3_600_000,
      };
      return secure(statusListCredential(facts, now), format, now);
    },
    /** Who checks: knows this installation and these lists. */
    verifier(world: Partial<World> = {}) {
      const documents = [this.document() as never];
      return verifierOf({ documents, issuers: [this.issuer()], ...world });
    },
  };
}
