import { sql } from "drizzle-orm";
import { newId } from "#app/kernel/ids.ts";
import type { Language } from "#app/kernel/language.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Executor, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { type Question, question } from "#app/server/question.ts";
import { record } from "#app/server/statements.ts";
import { type Count, giveBack, spend } from "./limits.server.ts";
import { addressKey } from "./limits.ts";
import { hashPassword, isPassword } from "./passwords.server.ts";
import type { Registration } from "./registration.ts";
import { peekToken, redeemToken, withdrawTokens } from "./tokens.server.ts";

/** Where and when a request comes from, and the language it is answered in. */
export interface RequestFacts {
  address: string;
  language: Language;
  now: Date;
}

/**
 * Creates an account; answers its id. The address, if given, becomes the
 * account's when its owner opens the link sent to it: whether another account has
 * it is told to that mailbox only.
 */
export async function register(
  db: Database,
  given: Registration,
  { address, language, now }: RequestFacts,
): Promise<Result<string, "username-taken" | "unknown-organization" | "too-many">> {
  if (!(await spend(db, [["registration by address", addressKey(address)]], now))) {
    return refused("too-many");
  }
  const passwordHash = await hashPassword(given.password);
  const { organizationId } = given;
  const registered = await db.transaction(async (tx) => {
    if (organizationId && !(await isOrganization(tx, organizationId))) {
      return refused("unknown-organization");
    }
    const { username, fullName, email } = given;
    const person = { username, fullName, passwordHash, language, organizationId };
    const userId = await insertUser(tx, person, now);
    if (!userId) return refused("username-taken");
    if (email) await sendVerification(tx, userId, email, now);
    return done(userId);
  });
  const isTaken = !registered.ok && registered.reason === "username-taken";
  const own = isTaken ? await sentTwice(db, given, now) : null;
  return own ? done(own) : registered;
}

/** Minutes in which the same form sent again is a double click, or the back button. */
const SAME_FORM = 10;

/** The account that the same form, with the same password, has just created. */
async function sentTwice(db: Database, given: Registration, now: Date): Promise<string | null> {
  const since = new Date(now.getTime() - SAME_FORM * 60_000).toISOString();
  const [user] = await db.execute<{ id: string; password_hash: string | null }>(sql`
    select id, password_hash from users where username = ${given.username}
      and full_name = ${given.fullName} and created_at > ${since}::timestamptz`);
  // It is a password tried on an account, and counts as one.
  const counts: Count[] = [["log-in by account", given.username]];
  if (!user || !(await spend(db, counts, now))) return null;
  if (!(await isPassword(user.password_hash, given.password))) return null;
  await giveBack(db, counts);
  return user.id;
}

export interface NewUser {
  username: string;
  fullName: string;
  passwordHash: string;
  language: Language;
  organizationId: string | null;
}

/** Inserts a person, with its statement; null when the log-in name is taken. */
export async function insertUser(
  tx: Transaction,
  person: NewUser,
  now: Date,
): Promise<string | null> {
  const id = newId();
  const inserted = await tx.execute(sql`
    insert into users (id, username, full_name, password_hash, language, organization_id, created_at)
    values (${id}, ${person.username}, ${person.fullName}, ${person.passwordHash},
      ${person.language}, ${person.organizationId}, ${now.toISOString()}::timestamptz)
    on conflict (username) do nothing returning id`);
  if (inserted.length === 0) return null;
  await record(tx, { actorId: id, verb: "created", objectType: "user", objectId: id });
  return id;
}

/** Whether the link of a mail still serves, and for which address. */
export async function emailAwaiting(db: Database, token: string, now: Date) {
  const facts = await peekToken(db, "verify-email", token, now);
  return facts && String(facts.payload.email);
}

/** Makes the address of the link its account's, once; the one it had before is told. */
export async function verifyEmail(
  db: Database,
  token: string,
  now: Date,
): Promise<Result<string, "link-used" | "email-taken">> {
  return db.transaction(async (tx) => {
    const facts = await redeemToken(tx, "verify-email", token, now);
    if (!facts?.userId) return refused("link-used");
    const email = String(facts.payload.email);
    // One at a time for an address: the unique key would refuse the second with an error.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
    const taken = await tx.execute(
      sql`select 1 from users where email = ${email} and id <> ${facts.userId}`,
    );
    if (taken.length > 0) return refused("email-taken");
    await tellFormerAddress(tx, facts.userId, email, now);
    await tx.execute(sql`update users
      set email = ${email}, email_verified_at = ${now.toISOString()}::timestamptz
      where id = ${facts.userId}`);
    // A link that went to the address before serves no more.
    await withdrawTokens(tx, facts.userId, "recover");
    await record(tx, {
      actorId: facts.userId,
      verb: "confirmed",
      objectType: "email",
      objectId: facts.userId,
    });
    return done(facts.userId);
  });
}

/** Whoever took an account over cannot keep it from its owner by giving another address. */
async function tellFormerAddress(tx: Transaction, userId: string, email: string, now: Date) {
  const [former] = await tx.execute<{ email: string }>(sql`select email from users
    where id = ${userId} and email <> ${email} and email_verified_at is not null for update`);
  if (!former) return;
  const what = { userId, former: former.email, at: now.toISOString() };
  await enqueue(tx, "people.email-changed", what);
}

/** Sends a link to an address that a person says is theirs; `too-many` bounds how often. */
export async function askToVerify(
  db: Database,
  userId: string,
  email: string,
  now: Date,
): Promise<Result<null, "too-many">> {
  if (!(await spend(db, [["mail by account", userId]], now))) return refused("too-many");
  await sendVerification(db, userId, email, now);
  return done(null);
}

/** Nobody's mailbox is filled with our letters, however many accounts give its address. */
async function sendVerification(db: Executor, userId: string, email: string, now: Date) {
  if (!(await spend(db, [["mail by mailbox", email]], now))) return;
  await enqueue(db, "people.verify-email", { userId, email });
}

/** The address that waits to be confirmed, if any. */
export function pendingEmail(userId: string, now: Date): Question<string | null> {
  return question(
    sql`
    select payload->>'email' as email from one_time_tokens
    where user_id = ${userId} and purpose = 'verify-email' and used_at is null
      and expires_at > ${now.toISOString()}::timestamptz
    order by created_at desc limit 1`,
    ([row]: readonly { email: string }[]) => row?.email ?? null,
  );
}

/** Whether a code is of an organization that we know. */
export async function isOrganization(db: Executor, id: string): Promise<boolean> {
  const found = await db.execute(sql`select 1 from organizations where id = ${id}`);
  return found.length > 0;
}
