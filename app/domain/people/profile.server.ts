import { sql } from "drizzle-orm";
import type { Language } from "#app/kernel/language.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database } from "#app/server/db.ts";
import { type Question, question } from "#app/server/question.ts";
import { record } from "#app/server/statements.ts";
import { changeName, endCurrent } from "./commands.server.ts";
import { type Count, giveBack, spend } from "./limits.server.ts";
import { type PasswordProblem, passwordProblem } from "./password.ts";
import { hashPassword, isPassword } from "./passwords.server.ts";
import { isOrganization } from "./registration.server.ts";
import { endSession, endSessions } from "./sessions.server.ts";
import { RECOVERIES, withdrawTokens } from "./tokens.server.ts";
import type { Viewer } from "./viewer.ts";

/** What the profile shows beside the viewer. */
export interface Profile {
  organization: string | null;
  /** Somebody with the right has confirmed it. */
  confirmed: boolean;
}

export function profileOf(viewer: Pick<Viewer, "id">): Question<Profile> {
  return question(
    sql`
    select o.name as organization, exists (select 1 from affiliations a where a.user_id = u.id
      and a.organization_id = u.organization_id and a.ended_at is null) as confirmed
    from users u left join organizations o on o.id = u.organization_id where u.id = ${viewer.id}`,
    ([row]: readonly Profile[]) => row ?? { organization: null, confirmed: false },
  );
}

/**
 * Changes one's own name. Once somebody has confirmed who one is, the change is
 * theirs to make: a certificate rests on that name.
 */
export async function changeOwnName(
  db: Database,
  viewer: Viewer,
  fullName: string,
  now: Date,
): Promise<Result<null, "confirmed">> {
  if (fullName === viewer.fullName) return done(null);
  return db.transaction(async (tx) => {
    const confirmed = await tx.execute(
      sql`select 1 from affiliations where user_id = ${viewer.id} and ended_at is null for share`,
    );
    if (confirmed.length > 0) return refused("confirmed");
    await changeName(tx, viewer.id, viewer.id, { fullName, reason: "" }, now);
    return done(null);
  });
}

/** Says where one works now. A confirmation of another municipality ends with it. */
export async function changeOrganization(
  db: Database,
  viewer: Viewer,
  organizationId: string | null,
  now: Date,
): Promise<Result<null, "unknown-organization">> {
  if (organizationId === viewer.organizationId) return done(null);
  return db.transaction(async (tx) => {
    if (organizationId && !(await isOrganization(tx, organizationId))) {
      return refused("unknown-organization");
    }
    await endCurrent(tx, viewer.id, viewer.id, now);
    await tx.execute(
      sql`update users set organization_id = ${organizationId} where id = ${viewer.id}`,
    );
    const what = { objectType: "user", objectId: viewer.id, result: { organizationId } };
    await record(tx, { actorId: viewer.id, verb: "updated", ...what });
    return done(null);
  });
}

/** Remembers the language in which one is written to. */
export async function changeLanguage(
  db: Database,
  userId: string,
  language: Language,
): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx.execute(sql`update users set language = ${language}
      where id = ${userId} and language <> ${language} returning 1`);
    if (changed.length === 0) return;
    const what = { objectType: "user", objectId: userId, result: { language } };
    await record(tx, { actorId: userId, verb: "updated", ...what });
  });
}

/** Whether this is the person's password, as asked again before what cannot be undone. */
export async function isOwnPassword(
  db: Database,
  userId: string,
  password: string,
  now: Date,
): Promise<Result<null, "no-match" | "too-many">> {
  const counts: Count[] = [["password by account", userId]];
  if (!(await spend(db, counts, now))) return refused("too-many");
  const [row] = await db.execute<{ password_hash: string | null }>(
    sql`select password_hash from users where id = ${userId}`,
  );
  if (!(await isPassword(row?.password_hash ?? null, password))) return refused("no-match");
  await giveBack(db, counts);
  return done(null);
}

/** Changes the password; every session ends, and the caller opens a new one. */
export async function changePassword(
  db: Database,
  viewer: Viewer,
  { current, next }: { current: string; next: string },
  now: Date,
): Promise<Result<null, "no-match" | "too-many" | `password-${PasswordProblem}`>> {
  const known = await isOwnPassword(db, viewer.id, current, now);
  if (!known.ok) return known;
  const problem = passwordProblem(next, [viewer.username, viewer.fullName, viewer.email ?? ""]);
  if (problem) return refused(`password-${problem}`);
  const passwordHash = await hashPassword(next);
  return db.transaction(async (tx) => {
    await tx.execute(sql`update users set password_hash = ${passwordHash} where id = ${viewer.id}`);
    await endSessions(tx, viewer.id);
    await withdrawTokens(tx, viewer.id, RECOVERIES);
    const what = { objectType: "password", objectId: viewer.id };
    await record(tx, { actorId: viewer.id, verb: "updated", ...what });
    return done(null);
  });
}

/** Ends one of the person's own sessions by its listed id, or every one. */
export async function endOwnSessions(
  db: Database,
  viewer: Viewer,
  which: { session: string } | "all",
): Promise<void> {
  await db.transaction(async (tx) => {
    if (which === "all") await endSessions(tx, viewer.id);
    else if (!(await endSession(tx, viewer.id, which.session))) return;
    const what = { objectType: "session", objectId: viewer.id, result: { all: which === "all" } };
    await record(tx, { actorId: viewer.id, verb: "ended", ...what });
  });
}

/** Ends the session that is asking. */
export async function logOut(db: Database, viewer: Viewer): Promise<void> {
  await db.transaction(async (tx) => {
    await endSession(tx, viewer.id, viewer.sessionId);
    const what = { objectType: "user", objectId: viewer.id };
    await record(tx, { actorId: viewer.id, verb: "logged-out", ...what });
  });
}
