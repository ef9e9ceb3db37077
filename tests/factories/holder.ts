import { generateKeyPairSync, sign } from "node:crypto";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue, signPresentation } from "@digitalbazaar/vc";
import { encode } from "base58-universal";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";

type Members = Record<string, unknown>;

/** What a presentation's proof says beside who made it. */
interface Asked {
  challenge?: string;
  domain?: string;
}

/** Somebody with a did:key and the library that wallets use: presents, and issues as the W3C suites do. */
export function holderWithKey(loader = closedLoader) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const x = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const multibase = `z${encode(Uint8Array.from([0xed, 0x01, ...x]))}`;
  const did = `did:key:${multibase}`;
  const id = `${did}#${multibase}`;
  const signer = {
    id,
    algorithm: "Ed25519",
    sign: async ({ data }: { data: Uint8Array }) => sign(null, data, privateKey),
  };
  const suite = () => new DataIntegrityProof({ cryptosuite, signer });
  const documentLoader = loader();
  const uses = { authentication: [id], assertionMethod: [id] };
  return {
    did,
    /** As a resolver of did:key gives it. */
    document: {
      "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
      id: did,
      verificationMethod: [
        { id, type: "Multikey", controller: did, publicKeyMultibase: multibase },
      ],
      ...uses,
    },
    present: (presentation: Members, { challenge = "sin-reto", domain }: Asked = {}) =>
      signPresentation({
        ...{ presentation: structuredClone(presentation), suite: suite(), documentLoader },
        ...{ challenge, ...(domain && { domain }) },
      }),
    issue: (credential: Members): Promise<Members> =>
      issue({ credential: structuredClone(credential), suite: suite(), documentLoader }),
  };
}
