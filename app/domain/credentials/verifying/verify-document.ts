import type { PdfSignature } from "../formats/pdf/signature.ts";
import { type Check, everyCheck, verdictOf } from "../verdict.ts";
import { issuerOf } from "./check-secured.ts";
import type { Verifier } from "./verifier.ts";
import type { CredentialVerification } from "./verify-credential.ts";

/**
 * The verification of a credential that came in a PDF. A person reads the page, and only the
 * PDF's own signature speaks for that: a genuine credential within a page that was changed, or
 * that somebody else signed, is `tampered`, and nothing of it is shown. Of another issuer we know
 * only the keys of its DID document: a PDF that none of those signed could not be checked.
 */
export async function withDocument(
  verification: CredentialVerification,
  document: PdfSignature,
  verifier: Verifier,
): Promise<CredentialVerification> {
  const { checks, credential } = verification;
  if (verification.verdict === "tampered" || !credential) return verification;
  const row = await checkDocument(document, verification, verifier);
  const all = checks.map((check) => (check.name === "document" ? row : check));
  if (row.outcome !== "failed") return { ...verification, checks: all, verdict: verdictOf(all) };
  return {
    verdict: verdictOf([row]),
    checks: everyCheck([...all.filter(({ name }) => name === "proof"), row]),
    issuer: null,
    credential: null,
    keys: [],
  };
}

async function checkDocument(
  { state, signerKey }: PdfSignature,
  { credential, issuer }: CredentialVerification,
  verifier: Verifier,
): Promise<Check> {
  const says = (outcome: Check["outcome"], reason: string | null): Check => {
    return { name: "document", outcome, reason };
  };
  if (state === "changed") return says("failed", "altered-document");
  // We sign every PDF that carries a credential: without its signature it is not the one we made.
  const notOurs = issuer?.ours ? "failed" : "unknown";
  if (!signerKey) return says(notOurs, "unsigned-document");
  const fetched = await verifier.didDocument(issuerOf(credential ?? {}));
  if (!fetched.ok) return says("unknown", fetched.reason);
  if (!listsKey(fetched.value, signerKey)) return says(notOurs, "signed-by-another");
  const own = issuer?.keys.find(({ publicJwk }) => isSameKey(publicJwk, signerKey));
  // When it was signed is only what who holds the key says.
  return own?.compromisedSince ? says("unknown", "compromised-key") : says("passed", null);
}

function listsKey({ verificationMethod }: Record<string, unknown>, key: object): boolean {
  return (
    Array.isArray(verificationMethod) &&
    verificationMethod.some((method) => isSameKey(method?.publicKeyJwk, key))
  );
}

/** RFC 7638 §3.2: the members that make a key what it is. */
function isSameKey(one: unknown, other: object): boolean {
  if (typeof one !== "object" || one === null) return false;
  const [first, second] = [one, other] as Record<string, unknown>[];
  return (
    typeof first?.kty === "string" &&
    ["kty", "crv", "x", "y", "n", "e"].every((member) => first[member] === second?.[member])
  );
}
