import { contexts as citizenship } from "@digitalbazaar/citizenship-context";
import { closedLoader } from "#app/domain/credentials/contexts/closed-loader.server.ts";

/** The contexts of the published vectors, which no credential of ours or that we accept may name. */
const EXAMPLES = new Map<string, unknown>([
  ...citizenship,
  // VC 2.0 §B.2: the examples' vocabulary is this one line.
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } },
  ],
]);

/** The closed loader with the examples' contexts in it. */
export const exampleLoader: typeof closedLoader = (extra = new Map()) =>
  closedLoader(new Map([...EXAMPLES, ...extra]));
