import { type DataIntegrityProof, proofFault, proofsOf } from "../formats/data-integrity/proof.ts";
import { listedKey } from "../keys/listed-key.ts";
import type { Check } from "../verdict.ts";
import { FAULT_SAYS, issuerOf, type SecuredFault } from "./check-secured.ts";
import { readCredential, type UnreadableText } from "./credential-text.ts";
import { presentationFault } from "./data-model.ts";
import { isEnveloped, textOf } from "./enveloped.ts";
import { isOver } from "./in-time.ts";
import { inPlainForm } from "./plain-form.ts";
import type { PresentationVerifier } from "./verifier.ts";
import {
  type CredentialVerification,
  verifyCredential,
  verifySecured,
} from "./verify-credential.ts";

type Members = Record<string, unknown>;

/** What a presentation can be refused for that a credential cannot, and what each says. */
const OWN_FAULTS = {
  /** VC Data Integrity 1.0 §4.4: signed for another occasion. */
  "wrong-challenge": "failed",
  /** The same: signed for somebody else. */
  "wrong-domain": "failed",
  /** VC Data Integrity 1.0 §2.1 expires: the time for which it was signed is over. */
  "expired-proof": "failed",
  /** VC 2.0 §4.13 holder: the key is somebody else's. */
  "not-by-holder": "failed",
  /** Controlled Identifiers 1.0 §2.2: nobody proves who they are with a key that is over. */
  "retired-key": "failed",
  "too-many-credentials": "unknown",
} as const;
type OwnFault = keyof typeof OWN_FAULTS;

/** What whoever presents was asked to sign, and when we look. */
export interface Occasion {
  /** Absent: nothing was asked, so that what was presented elsewhere can be shown again. */
  challenge?: string | undefined;
  domain?: string | undefined;
  now: Date;
}

export interface PresentationVerification {
  /** Whether it is one (`form`) and its holder signed it for this occasion (`proof`): the first that is not so. */
  check: Check;
  /** The DID that signed; null unless passed. */
  holder: string | null;
  /** What is presented, in order; empty unless passed. */
  credentials: (CredentialVerification | UnreadableText)[];
}

/** How its parts are read; another version of the data model reads them in another way. */
export interface PresentationModel {
  presentationFault: typeof presentationFault;
  verifyCredential: typeof verifyCredential;
  verifySecured: typeof verifySecured;
}

const VC_2: PresentationModel = { presentationFault, verifyCredential, verifySecured };

/** Credentials of one presentation: each costs what it costs by itself. */
const MOST = 10;

/**
 * Who presents, and what that which is presented is worth. All its proofs (`eddsa-rdfc-2022`,
 * purpose `authentication`) must hold and be of one DID, the `holder` where it names one
 * (VC 2.0 §4.13); only then are the credentials looked at. Each stands on its own proof; what
 * the holder says without one stands on the presentation's, and only when the holder is its
 * issuer (§4.13.4). Whether a credential is about who presents it is for the caller to ask.
 */
export async function verifyPresentation(
  text: string,
  verifier: PresentationVerifier,
  occasion: Occasion,
  model = VC_2,
): Promise<PresentationVerification | UnreadableText> {
  const read = readCredential(text);
  if (typeof read === "string") return read;
  if (read.form === "jwt") return "unsupported-proof";
  const presentation = read.credential;
  const malformed = model.presentationFault(presentation);
  if (malformed) return refusal({ name: "form", outcome: "failed", reason: malformed });
  const credentials = [presentation.verifiableCredential ?? []].flat() as Members[];
  if (credentials.length > MOST) return because("too-many-credentials");
  const signer = await signerOf(presentation, verifier, occasion);
  if (typeof signer === "string") return because(signer);
  const { verifiableCredential: _, ...own } = presentation;
  if (!inPlainForm(own, verifier.words))
    return refusal({ name: "form", outcome: "failed", reason: "not-plain" });
  const verifications = credentials.map((credential) =>
    verifyPresented(credential, { holder: holderOf(presentation), keys: signer.keys }),
  );
  return {
    check: { name: "proof", outcome: "passed", reason: null },
    holder: signer.did,
    credentials: await Promise.all(verifications),
  };

  function verifyPresented(credential: Members, by: { holder: string | null; keys: string[] }) {
    const isBare = proofsOf(credential).length === 0 && !isEnveloped(credential);
    if (isBare && issuerOf(credential) === by.holder) {
      const secured = { outcome: "passed", reason: null, keys: by.keys } as const;
      return model.verifySecured({ form: "json", credential }, secured, verifier, occasion.now);
    }
    const one = textOf(credential);
    return one === null ? "unsupported-proof" : model.verifyCredential(one, verifier, occasion.now);
  }
}

type Fault = SecuredFault | OwnFault;

const because = (reason: Fault): PresentationVerification =>
  refusal({ name: "proof", outcome: { ...FAULT_SAYS, ...OWN_FAULTS }[reason], reason });

const refusal = (check: Check): PresentationVerification => ({
  check,
  holder: null,
  credentials: [],
});

/** Whose keys made its proofs, each of which holds; else why that is not so. */
async function signerOf(
  presentation: Members,
  verifier: PresentationVerifier,
  occasion: Occasion,
): Promise<{ did: string; keys: string[] } | Fault> {
  const proofs = proofsFor(presentation, occasion);
  if (typeof proofs === "string") return proofs;
  const keys = proofs.map(({ verificationMethod }) => verificationMethod);
  const { now } = occasion;
  const did = holderOf(presentation) ?? keys[0]?.split("#")[0] ?? "";
  if (keys.some((key) => !key.startsWith(`${did}#`))) return "not-by-holder";
  const fetched = await verifier.didDocument(did);
  if (!fetched.ok) return fetched.reason;
  if (fetched.value.id !== did) return "did-document";
  for (const proof of proofs) {
    const method = listedKey(fetched.value, did, proof.verificationMethod, "authentication");
    if (!method) return "unlisted-key";
    if (isOver(method.revoked, now) || isOver(method.expires, now)) return "retired-key";
    const document = { ...presentation, proof };
    const fault = await verifier.checkSignature({ document, verificationMethod: method });
    if (fault) return fault;
  }
  return { did, keys };
}

/** Proofs that one presentation may have: each costs a canonicalisation. */
const PROOFS = 3;

function proofsFor(presentation: Members, occasion: Occasion): DataIntegrityProof[] | Fault {
  const proofs = proofsOf(presentation);
  if (proofs.length === 0) return "no-proof";
  if (proofs.length > PROOFS) return "unsupported-proof";
  const faults = proofs.map(
    (proof) => proofFault(proof, "authentication") ?? occasionFault(proof as Members, occasion),
  );
  return faults.find((fault) => fault !== null) ?? (proofs as DataIntegrityProof[]);
}

/** VC Data Integrity 1.0 §4.4. */
function occasionFault(proof: Members, { challenge, domain, now }: Occasion): OwnFault | null {
  if (challenge !== undefined && proof.challenge !== challenge) return "wrong-challenge";
  if (domain !== undefined && proof.domain !== domain) return "wrong-domain";
  return isOver(proof.expires, now) ? "expired-proof" : null;
}

function holderOf({ holder }: Members): string | null {
  if (typeof holder === "string") return holder;
  return holder === undefined ? null : String((holder as Members).id);
}
