import { z } from "zod";
import { job } from "#app/server/jobs.ts";
import { ask } from "#app/server/question.ts";
import { resumeBulk, sweepBulk } from "./bulk.server.ts";
import { considerAward, considerPathways } from "./commands.server.ts";
import { appendToLog } from "./finish-issuing.server.ts";
import { eraseCertificate } from "./give-up.server.ts";
import { mailCertificate } from "./issuing/mail.server.ts";
import { coursesInProgress } from "./issuing/progress.server.ts";
import { publishCredential } from "./issuing/publish.server.ts";
import { orderBacklog, signCredential } from "./issuing/sign.server.ts";
import { watchLog } from "./log-watch.server.ts";
import { createOutside } from "./outside.server.ts";
import { openSigning } from "./signing.server.ts";
import { signLists } from "./status-lists.server.ts";
import { startUploads, type Uploads } from "./uploads.server.ts";
import { workBulk } from "./verifying/bulk-work.server.ts";
import type { Outside } from "./verifying/outside.ts";

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

const sign = job(Credential, ({ db, config }, { id }) => {
  const now = new Date();
  return signCredential(db, openSigning(config, now), id, now);
});

/** Signs the status lists that changed, or whose validity runs out. */
const signChangedLists = job(z.unknown(), async ({ db, config }) => {
  const now = new Date();
  await signLists(db, openSigning(config, now), now);
});

const publish = job(Credential, async ({ db, config }, { id }) => {
  const now = new Date();
  await publishCredential(db, openSigning(config, now), id, now);
});

/** Has signed what was issued before certificates were signed, or whose order was lost. */
const signBacklog = job(z.unknown(), async ({ db }) => {
  await orderBacklog(db);
});

const mail = job(Credential, ({ db, mailer }, { id }) =>
  mailCertificate(db, mailer, id, new Date()),
);

/** Erases what was signed and stored of a certificate that was given up. */
const erase = job(Credential, ({ db }, { id }) => eraseCertificate(db, id));

/** Adds to the public log the credentials that wait for it. */
const log = job(z.unknown(), (context) => appendToLog(context.db, context, new Date()));

/** Recomputes the public log and tells the administrators if anything does not hold. */
const checkLog = job(z.unknown(), (context) => watchLog(context, new Date()));

/** What was asked of others is kept for a while, for all lists that this worker goes through. */
let outside: Outside | undefined;
let uploads: Uploads | undefined;

/** Verifies certificates that somebody sent together. */
const verifyBulk = job(Credential, async ({ db, config, origin }, { id }) => {
  outside ??= createOutside();
  uploads ??= startUploads();
  const clock = () => new Date();
  const signing = openSigning(config, clock());
  await workBulk(db, { signing, outside, uploads, origin, clock }, id);
});

const sweepVerified = job(z.unknown(), async ({ db }) => {
  await sweepBulk(db, new Date());
  await resumeBulk(db, new Date());
});

/** The jobs of this room, by the name under which they are enqueued. */
export const credentialJobs = {
  "credentials.consider": consider,
  "credentials.sign": sign,
  "credentials.sign-lists": signChangedLists,
  "credentials.sign-backlog": signBacklog,
  "credentials.publish": publish,
  "credentials.mail": mail,
  "credentials.erase": erase,
  "credentials.log": log,
  "credentials.check-log": checkLog,
  "credentials.verify-bulk": verifyBulk,
  "credentials.sweep-bulk": sweepVerified,
};
