import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { closeAttempt } from "./finish-attempt.server.ts";

/** Hands in the attempts whose time ran out. */
export const close = job(z.object({ attempt: Uuid }), ({ db }, { attempt }) =>
  closeAttempt(db, attempt, new Date()),
);
