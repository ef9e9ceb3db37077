import type { Outside } from "#app/domain/credentials/verifying/outside.ts";
import type { Fetched } from "#app/domain/credentials/verifying/verifier.ts";

/** An internet of these documents and lists, and of nothing else. */
export function outsideOf(
  documents: readonly { id: string }[],
  lists: Record<string, string> = {},
): Outside {
  const found = <Value>(value: Value | undefined): Fetched<Value> =>
    value === undefined ? { ok: false, reason: "unreachable" } : { ok: true, value };
  return {
    didDocument: async (did) => {
      const document = documents.find(({ id }) => id === did);
      return found(document && { ...document });
    },
    statusList: async (address) => found(lists[address]),
  };
}
