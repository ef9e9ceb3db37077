/**
 * The addresses that a document names as contexts, at any depth: as its own, as those of a
 * word that a context of its own defines (JSON-LD 1.1 §4.1.8), or to be imported (§4.1.10).
 */
export function namedContexts(document: unknown): string[] {
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([name, value]) =>
    name === "@context" || name === "@import" ? addresses(value) : namedContexts(value),
  );
}

function addresses(context: unknown): string[] {
  if (typeof context === "string") return [context];
  return Array.isArray(context) ? context.flatMap(addresses) : namedContexts(context);
}
