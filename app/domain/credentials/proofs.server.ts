import {
  startThreads,
  type ThreadError,
  type ThreadLimits,
  type Threads,
} from "#app/server/threads.ts";
import type { CheckRequest, ProofFault, SignatureRequest } from "./formats/data-integrity/proof.ts";
import type { proofTasks } from "./formats/data-integrity/thread.server.ts";

/** Canonicalising, hashing and checking, done elsewhere than where requests are answered. */
export type Proofs = Threads<typeof proofTasks>;

declare module "#app/server/http/context.ts" {
  interface Given {
    proofs: Proofs;
  }
}

/** A verifier open to the public: the heaviest proof that we accept takes a tenth of this. */
const LIMITS: ThreadLimits = {
  threads: 2,
  waiting: 200,
  timeout: 1500,
  memory: 96,
  idle: 60_000,
};

/**
 * Threads for proofs. None runs, and nothing is loaded, until there is one to make or check.
 * An entrance (`web.server.ts`, `worker.server.ts`) starts them and hands them on: in Remix's
 * own build a module does not know where its source is.
 */
export function startProofs(
  limits: Partial<ThreadLimits> = {},
  entry = new URL("./formats/data-integrity/thread.server.ts", import.meta.url),
): Proofs {
  return startThreads(entry, { ...LIMITS, ...limits });
}

/** Checks a credential's proof on a thread. One that takes too long, or takes its thread down, is refused. */
export const checkProof = (proofs: Proofs, request: CheckRequest): Promise<ProofFault | null> =>
  withinLimits(() => proofs.run("check", request));

/** The same of any document's. */
export const checkSignature = (
  proofs: Proofs,
  request: SignatureRequest,
): Promise<ProofFault | null> => withinLimits(() => proofs.run("checkSignature", request));

async function withinLimits(run: () => Promise<ProofFault | null>): Promise<ProofFault | null> {
  try {
    return await run();
  } catch (error) {
    const fault = threadFault(error);
    if (fault) return fault;
    throw error;
  }
}

/** Why a thread gave no answer: it was too slow, died or had no turn; null = it is another error. */
export function threadFault(error: unknown): ProofFault | null {
  // Not by `instanceof`: a bundle has a copy of the class.
  const { name, fault } = error as ThreadError;
  if (name !== "ThreadError") return null;
  return fault === "timeout" || fault === "died" ? "too-complex" : "busy";
}
