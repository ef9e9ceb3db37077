import type { ProofFault } from "./proof.ts";

/**
 * An error of the JSON-LD and proof libraries, whatever wraps it, as a fault of ours. One that
 * comes from a thread has kept its name and message only.
 */
export function faultOf(error: unknown): ProofFault {
  const found = flat(error as LibraryError).map(ownFault);
  return found.find((fault) => fault !== "invalid") ?? "invalid";
}

interface LibraryError {
  name?: string;
  message?: string;
  errors?: LibraryError[];
}

function flat(error: LibraryError | LibraryError[] | undefined): LibraryError[] {
  if (!error) return [];
  if (Array.isArray(error)) return error.flatMap(flat);
  return [error, ...flat(error.errors)];
}

function ownFault({ name = "", message = "" }: LibraryError): ProofFault {
  if (name === "jsonld.ValidationError") return "undefined-term";
  if (/redefine a protected term/.test(message)) return "redefined-term";
  if (name === "jsonld.InvalidUrl" || name === "UnknownAddress") return "unknown-context";
  if (name === "jsonld.SyntaxError") return "invalid-context";
  if (/Maximum .*(iterations|work factor)/i.test(message)) return "too-complex";
  if (message === "Invalid signature.") return "signature";
  if (/not authorized by controller/.test(message)) return "unlisted-key";
  if (/must match the verification method controller/.test(message)) return "not-by-issuer";
  return "invalid";
}
