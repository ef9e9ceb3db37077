import { z } from "zod";
import { job } from "#app/server/jobs.ts";
import { ask } from "#app/server/question.ts";
import { considerAward, considerPathways, renderPdf } from "./commands.server.ts";
import { eraseCertificate } from "./give-up.server.ts";
import { appendWaiting, logOrigin } from "./log-append.server.ts";
import { keptCheckpoint } from "./log-kept.server.ts";
import { loadLogSigner } from "./log-key.server.ts";
import { watchLog } from "./log-watch.server.ts";
import { mailCertificate } from "./mail.server.ts";
import { coursesInProgress } from "./progress.server.ts";

const Credential = z.object({ id: z.string() });

/** A statement about somebody's progress: the person is who did it, or the account kept of two. */
const Progress = z.object({
  actorId: z.uuid().nullable(),
  verb: z.string(),
  objectId: z.string(),
  result: z.record(z.string(), z.unknown()).default({}),
});

/** Gives the person of a statement the certificates whose last requirement it met. */
const consider = job(Progress, async ({ db }, statement) => {
  const userId = personOf(statement);
  if (!userId) return;
  const now = new Date();
  for (const { manifest } of await ask(db, coursesInProgress(userId))) {
    await considerAward(db, userId, manifest.slug, now);
  }
  await considerPathways(db, userId, now);
});

function personOf({ actorId, verb, objectId, result }: z.infer<typeof Progress>): string | null {
  const person = verb === "merged" ? (result.keptUserId ?? objectId) : (result.userId ?? actorId);
  return typeof person === "string" && z.uuid().safeParse(person).success ? person : null;
}

const render = job(Credential, async ({ db }, { id }) => {
  await renderPdf(db, id);
});

const mail = job(Credential, ({ db, mailer }, { id }) =>
  mailCertificate(db, mailer, id, new Date()),
);

/** Erases what was signed and stored of a certificate that was given up. */
const erase = job(Credential, ({ db }, { id }) => eraseCertificate(db, id));

/** Adds to the public log the credentials that wait for it. */
const log = job(z.unknown(), async ({ db, config, origin }) => {
  const kept = keptCheckpoint(config);
  const writer = { signer: loadLogSigner(config), origin: logOrigin(origin), kept };
  await appendWaiting(db, writer, new Date());
});

/** Recomputes the public log and tells the administrators if anything does not hold. */
const checkLog = job(z.unknown(), (context) => watchLog(context, new Date()));

/** The jobs of this room, by the name under which they are enqueued. */
export const credentialJobs = {
  "credentials.consider": consider,
  "credentials.render": render,
  "credentials.mail": mail,
  "credentials.erase": erase,
  "credentials.log": log,
  "credentials.check-log": checkLog,
};
