import { serveTasks } from "#app/server/thread-tasks.ts";
import { closedLoader } from "../../contexts/closed-loader.server.ts";
import { dataIntegrity } from "./suite.server.ts";

const { prepare, check, checkSignature } = dataIntegrity(closedLoader);

/** What the threads of `proofs.server.ts` do. */
export const proofTasks = { prepare, check, checkSignature };

serveTasks(proofTasks);
