import type { Securable, Securing } from "../format.server.ts";
import { registeredClaims } from "./compact.ts";

/**
 * The credential as the payload of a JWS (VC-JOSE-COSE §3.1), with the claims of OB 3.0 §8.2.4
 * beside it. ES256, because 1EdTech's validator takes that or RS256 only.
 */
export async function secureAsJwt(
  credential: Securable,
  { key, address }: Pick<Securing, "key" | "address">,
): Promise<string> {
  const header = { alg: key.algorithm, typ: "vc+jwt", cty: "vc", kid: address };
  const payload = { ...registeredClaims(credential), ...credential };
  const input = `${base64url(header)}.${base64url(payload)}`;
  const signature = await key.sign(new TextEncoder().encode(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
