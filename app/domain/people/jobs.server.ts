import { sql } from "drizzle-orm";
import { z } from "zod";
import { formatMoment } from "#app/i18n/format.ts";
import { type Key, translator } from "#app/i18n/translate.ts";
import { Uuid } from "#app/kernel/ids.ts";
import { LANGUAGES, type Language } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import type { Executor } from "#app/server/db.ts";
import { type JobContext, job } from "#app/server/jobs.ts";
import { sweepLimits } from "./limits.server.ts";
import { recoveryToken } from "./recovery.server.ts";
import { sweepSessions } from "./sessions.server.ts";
import { issueToken, sweepTokens } from "./tokens.server.ts";
import { DEFAULT_ZONE } from "./viewer.ts";

const Mail = z.object({
  userId: Uuid,
  /** Key under which the catalogue has `subject` and `body`: `people.mail.recover`. */
  template: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  /** Values of its sentences; `link` is a path of this site. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** Sends a person a letter in their language; somebody without an address gets none. */
const mail = job(Mail, async (context, { userId, template, values }) => {
  const person = await letterTo(context.db, sql`u.id = ${userId}`);
  if (person?.email)
    await sendLetter(context, { ...person, email: person.email }, template, values);
});

/**
 * Sends the link that makes an address an account's. If another account has the
 * address, its owner is told that, and nobody else is.
 */
const verifyEmail = job(z.object({ userId: Uuid, email: z.email() }), async (context, given) => {
  const { db } = context;
  const person = await letterTo(db, sql`u.id = ${given.userId}`);
  if (!person) return;
  const owner = await letterTo(db, sql`u.email = ${given.email}`);
  if (owner?.id === given.userId) return;
  const { email } = given;
  if (owner) {
    const values = { username: owner.username, link: paths.recover() };
    return sendLetter(context, { ...owner, email }, "people.mail.already-registered", values);
  }
  const facts = { userId: person.id, payload: { email }, now: new Date() };
  const token = await issueToken(db, "verify-email", facts);
  const values = { username: person.username, link: paths.verifyEmail(token) };
  await sendLetter(context, { ...person, email }, "people.mail.verify-email", values);
});

/** Sends a recovery link if the name or address is somebody's and they have an address. */
const recover = job(
  z.object({ identifier: z.string(), language: z.enum(LANGUAGES) }),
  async (context, { identifier }) => {
    const person = await letterTo(
      context.db,
      sql`u.username = ${identifier} or u.email = ${identifier}`,
    );
    if (!person?.email) return;
    const token = await recoveryToken(context.db, person.id, new Date());
    const values = { username: person.username, link: paths.recoverWith(token) };
    await sendLetter(context, { ...person, email: person.email }, "people.mail.recover", values);
  },
);

/** Tells the address that an account had when it got another; one erased or merged since tells nothing. */
const emailChanged = job(
  z.object({ userId: Uuid, former: z.email(), at: z.iso.datetime() }),
  async (context, { userId, former, at }) => {
    const person = await letterTo(context.db, sql`u.id = ${userId}`);
    if (!person?.email) return;
    const { username, language, timeZone } = person;
    const when = formatMoment(new Date(at), language, timeZone);
    const values = { username, when, link: paths.profileSecurity() };
    await sendLetter(context, { ...person, email: former }, "people.mail.email-changed", values);
  },
);

/** Removes what has served its time: sessions, tokens, counts. */
const sweep = job(z.unknown(), async ({ db }) => {
  await sweepSessions(db);
  await sweepTokens(db);
  await sweepLimits(db);
});

/** The jobs of this room, by name. */
export const peopleJobs = {
  "people.mail": mail,
  "people.verify-email": verifyEmail,
  "people.recover": recover,
  "people.email-changed": emailChanged,
  "people.sweep": sweep,
};

interface Addressee {
  id: string;
  fullName: string;
  username: string;
  email: string;
  language: Language;
  timeZone: string;
}

async function letterTo(
  db: Executor,
  which: ReturnType<typeof sql>,
): Promise<(Omit<Addressee, "email"> & { email: string | null }) | null> {
  const [row] = await db.execute<{
    id: string;
    full_name: string;
    username: string;
    email: string | null;
    language: Language;
    time_zone: string | null;
  }>(sql`
    select u.id, u.full_name, u.username, u.email, u.language, t.time_zone
    from users u
    left join organizations o on o.id = u.organization_id
    left join territories t on t.code = o.territory_code
    where ${which}`);
  if (!row) return null;
  const { full_name, time_zone, ...rest } = row;
  return { ...rest, fullName: full_name, timeZone: time_zone ?? DEFAULT_ZONE };
}

async function sendLetter(
  { mailer, origin }: JobContext,
  to: Addressee,
  template: string,
  values: Record<string, string | number>,
): Promise<void> {
  const t = translator(to.language);
  const link = values.link === undefined ? "" : new URL(String(values.link), origin).href;
  const filled = { name: to.fullName, origin, ...values, link };
  // The templates of other rooms are theirs: the key is checked by their tests.
  await mailer.send({
    to: to.email,
    subject: t(`${template}.subject` as Key, filled),
    text: `${t(`${template}.body` as Key, filled)}\n\n${t("people.mail.signature", filled)}\n`,
  });
}
