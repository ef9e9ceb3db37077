import { secureWithProof } from "./data-integrity/secure.server.ts";
import type { CredentialFormat } from "./format.server.ts";
import { secureAsJwt } from "./vc-jwt/secure.server.ts";

/** The formats of a credential that are signed by themselves. To add one: its folder, and a row. */
export const credentialFormats = {
  "data-integrity": {
    mediaTypes: ["application/vc", "application/ld+json"],
    extension: "json",
    algorithm: "Ed25519",
    secure: secureWithProof,
  },
  "vc-jwt": {
    mediaTypes: ["application/vc+jwt"],
    extension: "jwt",
    algorithm: "ES256",
    secure: secureAsJwt,
  },
} as const satisfies Record<string, CredentialFormat>;
