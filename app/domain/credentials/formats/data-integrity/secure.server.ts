import { base58btc } from "../../keys/multibase.ts";
import type { OpenBadge } from "../../open-badge.ts";
import type { Securing } from "../format.server.ts";
import type { DataIntegrityProof } from "./proof.ts";

/**
 * Adds an `eddsa-rdfc-2022` proof (VC Data Integrity 1.0 §4.2). OB 3.0 wants proofs in an
 * array, also when there is one.
 */
export async function secureWithProof(
  credential: OpenBadge,
  { key, address, proofs, now }: Securing,
): Promise<string> {
  const { bytes, proof } = await proofs.run("prepare", {
    credential,
    verificationMethod: address,
    created: now.toISOString(),
  });
  const proofValue = base58btc(await key.sign(bytes));
  const secured: DataIntegrityProof = { ...proof, proofValue };
  return JSON.stringify({ ...credential, proof: [secured] });
}
