import { serveTasks } from "#app/server/thread-tasks.ts";
import { closedLoader } from "../contexts/closed-loader.server.ts";
import { dataIntegrity } from "../formats/data-integrity/suite.server.ts";
import type { proofTasks } from "../formats/data-integrity/thread.server.ts";

/** VC 2.0 §B.2: the vocabulary of its examples is this one line, and no credential of anybody's. */
const EXAMPLES = new Map<string, unknown>([
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } },
  ],
]);

const withExamples: typeof closedLoader = (extra = new Map()) =>
  closedLoader(new Map([...EXAMPLES, ...extra]));

const { prepare, check, checkSignature } = dataIntegrity(withExamples);

serveTasks({ prepare, check, checkSignature } satisfies typeof proofTasks);
