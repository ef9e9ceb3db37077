import { z } from "zod";
import { assessmentJobs } from "./domain/assessment/jobs.server.ts";
import { bankJobs } from "./domain/banks/jobs.server.ts";
import { courseJobs } from "./domain/courses/jobs.server.ts";
import { credentialJobs } from "./domain/credentials/jobs.server.ts";
import { gradingJobs } from "./domain/grading/jobs.server.ts";
import { peopleJobs } from "./domain/people/jobs.server.ts";
import { psychometricJobs } from "./domain/psychometrics/jobs.server.ts";
import { react } from "./reactions.ts";
import { job, sweepGivenUp } from "./server/jobs.ts";
import type { JobTable } from "./server/work.ts";

/** Removes the jobs that were given up. */
const sweep = job(z.unknown(), ({ db }) => sweepGivenUp(db));

/** Every job of every room, by the name under which it is enqueued. */
export const jobs: JobTable = {
  "statements.react": react,
  "jobs.sweep": sweep,
  ...assessmentJobs,
  ...bankJobs,
  ...courseJobs,
  ...credentialJobs,
  ...gradingJobs,
  ...peopleJobs,
  ...psychometricJobs,
};
