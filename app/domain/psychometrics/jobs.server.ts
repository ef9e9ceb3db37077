import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { computeStatistics, refreshStatistics } from "./compute.server.ts";
import { mailInvitation } from "./mail-invitation.server.ts";

/** The jobs of this room, by the name under which they are enqueued. */
export const psychometricJobs = {
  "psychometrics.refresh": job(z.unknown(), ({ db }) => refreshStatistics(db)),
  "psychometrics.compute": job(z.object({ course: z.string(), test: z.string() }), ({ db }, exam) =>
    computeStatistics(db, exam, new Date(), setImmediate),
  ),
  "psychometrics.mail-invitation": job(
    z.object({ panel: Uuid, judge: Uuid }),
    ({ db, mailer, origin }, invitation) => mailInvitation(db, mailer, origin, invitation),
  ),
};
