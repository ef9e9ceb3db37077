import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { rescore } from "./rescore.server.ts";
import { settleAgain, settleCourse } from "./settle.server.ts";
import { mailAppeal } from "./tell-appeal.server.ts";
import { mailResult } from "./tell-results.server.ts";

/** What this room does after a change, or when somebody did not come. */
export const gradingJobs = {
  "grading.settle": job(z.object({ response: Uuid }), ({ db }, { response }) =>
    settleAgain(db, response, new Date()),
  ),
  "grading.settle-course": job(z.object({ course: z.string() }), ({ db }, { course }) =>
    settleCourse(db, course, new Date()),
  ),
  "grading.rescore": job(z.object({ ruling: Uuid }), ({ db }, { ruling }) =>
    rescore(db, ruling, new Date()),
  ),
  "grading.mail-appeal": job(
    z.object({ to: Uuid, courseSlug: z.string(), itemId: z.string(), hash: z.string() }),
    ({ db, mailer, origin }, mail) => mailAppeal(db, mailer, origin, mail),
  ),
  "grading.mail-result": job(
    z.object({ attempt: Uuid, about: z.enum(["result", "correction"]) }),
    ({ db, mailer, origin }, mail) => mailResult(db, mailer, origin, mail),
  ),
};
