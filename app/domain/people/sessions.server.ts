import { createHash, randomBytes } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import type { Language } from "#app/kernel/language.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { together } from "#app/server/together.ts";
import type { Grant } from "./viewer.ts";

/**
 * The only file that knows lucia. It keeps session ids in clear, so what it is
 * given as an id is here always the SHA-256 of the token in the cookie: a listed
 * id is therefore already what the table holds, and is used as it is to revoke.
 */

/** Days without a visit after which a session ends. */
const KEPT_DAYS = 30;

/** Milliseconds between two writes of when a session was last seen. */
const SEEN_EVERY = 60 * 60 * 1000;

/** What one query knows of a session and its person. */
export interface SessionPerson {
  username: string;
  fullName: string;
  language: Language;
  email: string | null;
  emailVerified: boolean;
  organizationId: string | null;
  country: string | null;
  timeZone: string | null;
  grants: Grant[];
  hasSecondFactor: boolean;
}

interface SessionAttributes {
  secondFactorAt: Date | null;
  lastSeenAt: Date;
  userAgent: string;
}

export interface KnownSession extends SessionAttributes {
  id: string;
  userId: string;
  expiresAt: Date;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SessionAttributes, SessionPerson>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: SessionPerson;
  }
}

/** What the cookie holds becomes what the table holds. */
export const sessionIdOf = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/**
 * Opens a session; answers the token for the cookie, which is kept nowhere.
 * Whoever logs in, or whose rights change, gets a new one and loses the old.
 */
export async function openSession(
  db: Executor,
  userId: string,
  facts: { userAgent: string; secondFactorAt: Date | null; now: Date },
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const { userAgent, secondFactorAt, now } = facts;
  await luciaOn(db).createSession(
    userId,
    { secondFactorAt, lastSeenAt: now, userAgent: userAgent.slice(0, 300) },
    { sessionId: sessionIdOf(token) },
  );
  return token;
}

/**
 * The session of a token and its person, in one query; null if there is none or
 * it has ended. At most once an hour it also writes that the session was used,
 * which keeps it alive.
 */
export async function findSession(
  db: Executor,
  token: string,
  now: Date,
): Promise<{ session: KnownSession; person: SessionPerson } | null> {
  const { session, user } = await luciaOn(db).validateSession(sessionIdOf(token));
  if (!session) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY) {
    const until = new Date(now.getTime() + KEPT_DAYS * 24 * 60 * 60 * 1000);
    await db.execute(sql`update sessions set last_seen_at = ${now.toISOString()}::timestamptz,
      expires_at = greatest(expires_at, ${until.toISOString()}::timestamptz)
      where id = ${session.id}`);
  }
  return { session, person: user };
}

/** Ends one session by its listed id; one that is not of this person stays. */
export async function endSession(
  db: Executor,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const open = await luciaOn(db).getUserSessions(userId);
  if (!open.some(({ id }) => id === sessionId)) return false;
  await luciaOn(db).invalidateSession(sessionId);
  return true;
}

/** Ends every session of a person. */
export async function endSessions(db: Executor, userId: string): Promise<void> {
  await luciaOn(db).invalidateUserSessions(userId);
}

/** The open sessions of a person, the latest used first. */
export async function sessionsOf(db: Executor, userId: string): Promise<KnownSession[]> {
  const open = await luciaOn(db).getUserSessions(userId);
  return open.sort((first, second) => second.lastSeenAt.getTime() - first.lastSeenAt.getTime());
}

/** Removes the sessions that have ended. */
export async function sweepSessions(db: Executor): Promise<void> {
  await luciaOn(db).deleteExpiredSessions();
}

const made = new WeakMap<Executor, Lucia<SessionAttributes, SessionPerson>>();

function luciaOn(db: Executor): Lucia<SessionAttributes, SessionPerson> {
  const existing = made.get(db);
  if (existing) return existing;
  const lucia = new Lucia(adapterOn(db), {
    sessionExpiresIn: new TimeSpan(KEPT_DAYS, "d"),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  });
  made.set(db, lucia);
  return lucia;
}

function adapterOn(db: Executor): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = await sessionAndPerson(db, id);
      if (!row) return [null, null];
      return [sessionOf(row), { id: row.user_id, attributes: personOf(row) }];
    },
    async getUserSessions(userId) {
      const rows = await db.execute<SessionRow>(
        sql`select ${SESSION_COLUMNS} from sessions s where s.user_id = ${userId}`,
      );
      return rows.map(sessionOf);
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await db.execute(sql`insert into sessions
        (id, user_id, expires_at, created_at, last_seen_at, second_factor_at, user_agent) values
        (${id}, ${userId}, ${moment(expiresAt)}, ${moment(attributes.lastSeenAt)},
         ${moment(attributes.lastSeenAt)}, ${moment(attributes.secondFactorAt)},
         ${attributes.userAgent})`);
    },
    async updateSessionExpiration(id, expiresAt) {
      await db.execute(sql`update sessions set expires_at = ${moment(expiresAt)} where id = ${id}`);
    },
    async deleteSession(id) {
      await db.execute(sql`delete from sessions where id = ${id}`);
    },
    async deleteUserSessions(userId) {
      await db.execute(sql`delete from sessions where user_id = ${userId}`);
    },
    async deleteExpiredSessions() {
      await db.execute(sql`delete from sessions where expires_at <= now()`);
    },
  };
}

/** The session of an id with its person: in one query, also of those that others ask for meanwhile. */
const sessionAndPerson = together(async (db, ids: readonly string[]) => {
  const rows = await executePrepared<SessionRow & PersonRow>(
    db,
    sql`
    select ${SESSION_COLUMNS},
      u.username, u.full_name, u.language, u.email, u.email_verified_at is not null as verified,
      u.organization_id, t.country, t.time_zone, f.confirmed_at is not null as has_factor,
      coalesce((select json_agg(json_build_object('role', r.role,
          'organizationId', r.organization_id, 'courseSlug', r.course_slug) order by r.granted_at)
        from role_assignments r where r.user_id = u.id and r.ended_at is null), '[]') as grants
    from sessions s
    join users u on u.id = s.user_id
    left join organizations o on o.id = u.organization_id
    left join territories t on t.code = o.territory_code
    left join second_factors f on f.user_id = u.id
    where s.id = any(string_to_array(${ids.join(",")}, ','))`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
});

const SESSION_COLUMNS = sql`s.id, s.user_id, s.expires_at, s.last_seen_at, s.second_factor_at, s.user_agent`;

interface SessionRow extends Record<string, unknown> {
  id: string;
  user_id: string;
  expires_at: string;
  last_seen_at: string;
  second_factor_at: string | null;
  user_agent: string;
}

interface PersonRow {
  username: string;
  full_name: string;
  language: Language;
  email: string | null;
  verified: boolean;
  organization_id: string | null;
  country: string | null;
  time_zone: string | null;
  has_factor: boolean;
  grants: Grant[];
}

function sessionOf(row: SessionRow): DatabaseSession {
  return {
    id: row.id,
    userId: row.user_id,
    expiresAt: new Date(row.expires_at),
    attributes: {
      secondFactorAt: row.second_factor_at === null ? null : new Date(row.second_factor_at),
      lastSeenAt: new Date(row.last_seen_at),
      userAgent: row.user_agent,
    },
  };
}

function personOf(row: PersonRow): SessionPerson {
  return {
    username: row.username,
    fullName: row.full_name,
    language: row.language,
    email: row.email,
    emailVerified: row.verified,
    organizationId: row.organization_id,
    country: row.country,
    timeZone: row.time_zone,
    grants: row.grants,
    hasSecondFactor: row.has_factor,
  };
}

function moment(date: Date | null): SQL {
  return sql`${date?.toISOString() ?? null}::timestamptz`;
}
