import { createGuardedFetch, type GuardedFetch } from "#app/server/guarded-fetch.ts";
import { didWebAddress } from "./keys/did-web.ts";
import type { Outside } from "./verifying/outside.ts";
import type { Fetched } from "./verifying/verifier.ts";

declare module "#app/server/http/context.ts" {
  interface Given {
    outside: Outside;
  }
}

/**
 * Asks other issuers for their DID documents and status lists, behind the guard: an address comes
 * from a credential that anybody wrote. What was not had as asked for is `unreachable`, and what
 * is not asked is `refused`; neither is ever taken for an answer.
 */
export function createOutside(get: GuardedFetch = createGuardedFetch()): Outside {
  return {
    async didDocument(did) {
      const address = didWebAddress(did);
      if (!address) return { ok: false, reason: "refused" };
      const text = await textAt(get, address);
      return text.ok ? objectIn(text.value) : text;
    },
    statusList: (address) => textAt(get, address),
  };
}

async function textAt(get: GuardedFetch, address: string): Promise<Fetched<string>> {
  const answer = await get(address);
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(answer.bytes) };
  } catch {
    return { ok: false, reason: "unreachable" };
  }
}

function objectIn(text: string): Fetched<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject) return { ok: true, value: value as Record<string, unknown> };
  } catch {
    // A page in its place, most often.
  }
  return { ok: false, reason: "unreachable" };
}
