import { formatDate } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/translate.ts";
import type { Language } from "#app/kernel/language.ts";
import { type BundleParts, makeBundle } from "../formats/bundle/make.server.ts";

/** What the instructions in a bundle say of its certificate. */
export interface BundleFacts {
  title: string;
  /** Where it is verified, whole. */
  address: string;
  /** The issuer's DID. */
  did: string;
  takenAt: Date;
  /** IANA zone of the written date. */
  timeZone: string;
}

/**
 * A zip with all that is needed to check a certificate without asking anybody, and instructions
 * in Spanish and English: credential, JWT, the issuer's DID document, its status list, proof of
 * inclusion, checkpoint, key of the log and PDF, each as it is published. The same parts and facts
 * give the same bytes.
 */
export function offlineBundle(
  parts: Omit<BundleParts, "leame" | "readme">,
  facts: BundleFacts,
): Promise<Buffer> {
  const instructions = (language: Language) =>
    translator(language)("credentials.bundle.readme", {
      title: facts.title,
      address: facts.address,
      did: facts.did,
      date: formatDate(facts.takenAt, language, facts.timeZone),
    });
  const texts = { leame: instructions("es"), readme: instructions("en") };
  return makeBundle({ ...parts, ...texts }, facts.takenAt);
}
