import { base58btc } from "../../keys/multibase.ts";
import type { Securable, Securing } from "../format.server.ts";
import type { DataIntegrityProof } from "./proof.ts";

/**
 * Adds an `eddsa-rdfc-2022` proof (VC Data Integrity 1.0 §4.2). OB 3.0 wants proofs in an
 * array, also when there is one; in a status list it is by itself, as W3C writes it.
 */
export async function secureWithProof(
  credential: Securable,
  { key, address, proofs, now }: Securing,
): Promise<string> {
  const { bytes, proof } = await proofs.run("prepare", {
    credential,
    verificationMethod: address,
    created: now.toISOString(),
  });
  const proofValue = base58btc(await key.sign(bytes));
  const secured: DataIntegrityProof = { ...proof, proofValue };
  const isBadge = credential.type.includes("OpenBadgeCredential");
  return JSON.stringify({ ...credential, proof: isBadge ? [secured] : secured });
}
