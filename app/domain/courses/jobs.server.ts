import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { mailReport, tellTrainers } from "./tell-trainers.server.ts";

/** What this room does after a change. */
export const courseJobs = {
  "courses.tell-trainers": job(
    z.object({ result: z.object({ report: Uuid }) }),
    ({ db }, { result }) => tellTrainers(db, result.report),
  ),
  "courses.mail-report": job(
    z.object({ report: Uuid, trainer: Uuid }),
    ({ db, mailer, origin }, mail) => mailReport(db, mailer, origin, mail),
  ),
};
