import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { closeAttempt } from "./finish-attempt.server.ts";

const close = job(z.object({ attempt: Uuid }), ({ db }, { attempt }) =>
  closeAttempt(db, attempt, new Date()),
);

/** The jobs of this room, by the name under which they are enqueued. */
export const assessmentJobs = { "assessment.close": close };
