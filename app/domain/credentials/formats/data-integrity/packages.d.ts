// What we use of packages that bring no types.

declare module "@digitalbazaar/data-integrity" {
  export interface Signer {
    id: string;
    algorithm: string;
    sign(options: { data: Uint8Array }): Promise<Uint8Array>;
  }
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: unknown; signer?: Signer; date?: string });
    verifyProof(options: {
      proof: unknown;
      document: unknown;
      documentLoader: unknown;
    }): Promise<{ verified: boolean; error?: unknown }>;
  }
}

declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: {
    canonize(document: unknown, options: { documentLoader: unknown }): Promise<string>;
  };
}

declare module "@digitalbazaar/vc" {
  export class CredentialIssuancePurpose {
    constructor(options: { controller: unknown });
  }
  export function issue(options: {
    credential: unknown;
    suite: unknown;
    documentLoader: unknown;
  }): Promise<{ proof: Record<string, string> }>;
  export function verifyCredential(options: {
    credential: unknown;
    suite: unknown;
    purpose: unknown;
    documentLoader: unknown;
    checkStatus: () => Promise<{ verified: boolean }>;
    now: Date;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
