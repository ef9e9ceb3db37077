import { sql } from "drizzle-orm";
import type { Language } from "#app/kernel/language.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import { paths } from "#app/paths.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import { insertRole } from "./commands.server.ts";
import { hashPassword } from "./passwords.server.ts";
import { insertUser } from "./registration.server.ts";
import type { FirstAdministrator } from "./registration.ts";
import { issueToken, peekToken, redeemToken } from "./tokens.server.ts";

/** Any number, the same in every process. */
const ONE_AT_A_TIME = 7207003;

/** The link with which the first administrator is created, once; null when there is one. */
export async function firstAdministratorLink(
  db: Database,
  origin: string,
  now = new Date(),
): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ONE_AT_A_TIME})`);
    if (await hasAdministrator(tx)) return null;
    await tx.execute(sql`delete from one_time_tokens where purpose = 'first-administrator'`);
    const token = await issueToken(tx, "first-administrator", { userId: null, payload: {}, now });
    return new URL(paths.firstAdministrator(token), origin).href;
  });
}

/** Whether the link still serves. */
export async function isFirstAdministratorLink(
  db: Database,
  token: string,
  now: Date,
): Promise<boolean> {
  const facts = await peekToken(db, "first-administrator", token, now);
  return facts !== null && !(await hasAdministrator(db));
}

/** Creates the first administrator by the link; answers their id. Of two at once, one gets it. */
export async function createFirstAdministrator(
  db: Database,
  token: string,
  given: FirstAdministrator,
  { language, now }: { language: Language; now: Date },
): Promise<Result<string, "link-used" | "username-taken">> {
  if (!(await isFirstAdministratorLink(db, token, now))) return refused("link-used");
  const passwordHash = await hashPassword(given.password);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ONE_AT_A_TIME})`);
    if (await hasAdministrator(tx)) return refused("link-used");
    const { username, fullName, email } = given;
    const person = { username, fullName, passwordHash, language, organizationId: null };
    const userId = await insertUser(tx, person, now);
    if (!userId) return refused("username-taken");
    if (!(await redeemToken(tx, "first-administrator", token, now))) {
      throw new Error("A link that served a moment ago was used under the lock");
    }
    const role = { role: "admin", organizationId: null, courseSlug: null } as const;
    await insertRole(tx, userId, userId, role, now);
    if (email) await enqueue(tx, "people.verify-email", { userId, email });
    return done(userId);
  });
}

async function hasAdministrator(db: Executor): Promise<boolean> {
  const found = await db.execute(
    sql`select 1 from role_assignments where role = 'admin' and ended_at is null limit 1`,
  );
  return found.length > 0;
}
