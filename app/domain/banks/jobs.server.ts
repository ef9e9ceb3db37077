import { z } from "zod";
import { Uuid } from "#app/kernel/ids.ts";
import { job } from "#app/server/jobs.ts";
import { compareBank } from "./duplicates.server.ts";
import { readImport } from "./read-import.server.ts";
import { takeImport } from "./take-import.server.ts";

const now = () => new Date();
const Import = z.object({ import: Uuid });

/** The jobs of this room, by the name under which they are enqueued. */
export const bankJobs = {
  "banks.read": job(Import, ({ db }, payload) => readImport(db, payload.import, now)),
  "banks.take": job(Import, ({ db }, payload) => takeImport(db, payload.import, now)),
  "banks.compare": job(z.object({ course: z.string() }), ({ db }, { course }) =>
    compareBank(db, course),
  ),
};
