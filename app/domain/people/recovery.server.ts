import { sql } from "drizzle-orm";
import type { Language } from "#app/kernel/language.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { record } from "#app/server/statements.ts";
import { type Count, giveBack, spend } from "./limits.server.ts";
import { addressKey } from "./limits.ts";
import { grouped, newCode, readCode } from "./one-time-code.ts";
import { type PasswordProblem, passwordProblem } from "./password.ts";
import { hashPassword } from "./passwords.server.ts";
import { canIssueRecovery } from "./policy.ts";
import { personFor } from "./queries.server.ts";
import { endSessions } from "./sessions.server.ts";
import {
  issueToken,
  peekToken,
  RECOVERIES,
  redeemToken,
  storeToken,
  withdrawTokens,
} from "./tokens.server.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Takes note that somebody forgot their password. What exists is looked up by the
 * job that sends the mail: the answer, and the time it takes, never tell.
 */
export async function askToRecover(
  db: Database,
  typed: string,
  { address, language, now }: { address: string; language: Language; now: Date },
): Promise<Result<null, "too-many">> {
  const identifier = typed.normalize("NFKC").trim().toLowerCase().slice(0, 254);
  const allowed = await spend(
    db,
    [
      ["recovery by account", identifier],
      ["recovery by address", addressKey(address)],
    ],
    now,
  );
  if (!allowed) return refused("too-many");
  await enqueue(db, "people.recover", { identifier, language });
  return done(null);
}

/** The token of a mail, or the code that somebody was handed: whether it still serves, and whose. */
export async function recoveryOf(
  db: Database,
  token: string,
  { address, now }: { address: string; now: Date },
): Promise<{ username: string } | null> {
  const counts: Count[] = [["code by address", addressKey(address)]];
  if (!(await spend(db, counts, now))) return null;
  const facts = await peekToken(db, RECOVERIES, asIssued(token), now);
  if (!facts?.userId) return null;
  await giveBack(db, counts);
  const [user] = await db.execute<{ username: string }>(
    sql`select username from users where id = ${facts.userId}`,
  );
  return user ?? null;
}

/** Sets a new password by a recovery link or code, once; every session of the person ends. */
export async function recover(
  db: Database,
  token: string,
  password: string,
  { address, now }: { address: string; now: Date },
): Promise<Result<string, "link-used" | "too-many" | `password-${PasswordProblem}`>> {
  const counts: Count[] = [["code by address", addressKey(address)]];
  if (!(await spend(db, counts, now))) return refused("too-many");
  const facts = await peekToken(db, RECOVERIES, asIssued(token), now);
  if (!facts?.userId) return refused("link-used");
  const { userId } = facts;
  const [user] = await db.execute<{ username: string; full_name: string; email: string | null }>(
    sql`select username, full_name, email from users where id = ${userId}`,
  );
  const own = [user?.username ?? "", user?.full_name ?? "", user?.email ?? ""];
  const problem = passwordProblem(password, own);
  if (problem) return refused(`password-${problem}`);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    if (!(await redeemToken(tx, RECOVERIES, asIssued(token), now))) return refused("link-used");
    await tx.execute(sql`update users set password_hash = ${passwordHash} where id = ${userId}`);
    await giveBack(tx, counts);
    await endSessions(tx, userId);
    await withdrawTokens(tx, userId, RECOVERIES);
    await record(tx, {
      actorId: userId,
      verb: "updated",
      objectType: "password",
      objectId: userId,
      result: { by: "recovery" },
    });
    return done(userId);
  });
}

/** Makes the token of a recovery mail. */
export function recoveryToken(db: Database, userId: string, now: Date): Promise<string> {
  return issueToken(db, "recover", { userId, payload: {}, now });
}

/**
 * Gives a coordinator a code to hand to somebody without e-mail; it serves once,
 * for three days, and replaces the one before. Refused for people who hold more
 * power than who asks could give.
 */
export async function issueRecoveryCode(
  db: Database,
  actor: Viewer,
  userId: string,
  { origin, now }: { origin: string; now: Date },
): Promise<Result<IssuedCode, "not-found">> {
  const person = await mayIssueTo(db, actor, userId);
  if (!person) return refused("not-found");
  const code = newCode(12);
  await db.transaction(async (tx) => {
    await withdrawTokens(tx, userId, "recover-in-hand");
    await storeToken(tx, code, "recover-in-hand", { userId, payload: { by: actor.id }, now });
    await record(tx, {
      actorId: actor.id,
      verb: "granted",
      objectType: "recovery",
      objectId: userId,
    });
  });
  const link = new URL(paths.recoverWith(code), origin).href;
  const { id, fullName, username } = person;
  return done({ person: { id, fullName, username }, code: grouped(code), link });
}

/** Who it is, if the actor may hand them a code; null also when there is nobody. */
export async function mayIssueTo(db: Database, actor: Viewer, userId: string) {
  const person = await personFor(db, actor, userId);
  return person && canIssueRecovery(actor, person) ? person : null;
}

/** What is handed over: the code as it is read aloud, and the link that holds it. */
export interface IssuedCode {
  person: { id: string; fullName: string; username: string };
  code: string;
  link: string;
}

/** A token of a mail is 32 characters and kept as it is; anything shorter is a code typed by hand. */
const asIssued = (token: string): string => (token.length < 30 ? readCode(token) : token);
