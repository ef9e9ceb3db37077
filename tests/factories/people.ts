import { sql } from "drizzle-orm";
import { demandsSecondFactor } from "#app/domain/people/policy.ts";
import { openSession, sessionIdOf } from "#app/domain/people/sessions.server.ts";
import type { Grant, Role, Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { SESSION_COOKIE } from "#app/server/http/cookies.ts";
import { affiliations, roleAssignments, secondFactors, users } from "#db/schema/people.ts";

export interface OfficialFacts {
  id: string;
  username: string;
  fullName: string;
  email: string | null;
  passwordHash: string | null;
  language: "es" | "en";
  organizationId: string | null;
  /** Somebody has said that this person works there. */
  confirmed: boolean;
}

export interface Official extends OfficialFacts {
  country: string | null;
}

let made = 0;

/** A person of a municipality (Salcajá unless told otherwise), not yet confirmed. */
export async function insertOfficial(
  db: Database,
  facts: Partial<OfficialFacts> = {},
): Promise<Official> {
  made += 1;
  const official: OfficialFacts = {
    id: newId(),
    username: `funcionaria${made}`,
    fullName: `María Ixchel Pérez ${made}`,
    email: null,
    passwordHash: null,
    language: "es",
    organizationId: "GT-0902",
    confirmed: false,
    ...facts,
  };
  const { confirmed, ...row } = official;
  await db.insert(users).values({ ...row, emailVerifiedAt: row.email ? sql`now()` : null });
  if (confirmed && row.organizationId) {
    const { id: userId, organizationId } = row;
    await db.insert(affiliations).values({ id: newId(), userId, organizationId });
  }
  return { ...official, country: row.organizationId?.slice(0, 2) ?? null };
}

export interface ViewerFacts extends Partial<OfficialFacts> {
  roles?: (Role | Partial<Grant>)[];
  /** A manager or admin gave theirs, unless told otherwise. */
  secondFactor?: Viewer["secondFactor"];
}

/** A person with roles and an open session; `cookie` is ready for a Cookie header. */
export async function insertViewer(
  db: Database,
  { roles = ["official"], secondFactor, ...facts }: ViewerFacts = {},
): Promise<{ viewer: Viewer; cookie: string; token: string }> {
  const official = await insertOfficial(db, facts);
  const grants = roles.map((role) => grantOf(role, official.organizationId));
  for (const grant of grants) {
    await db.insert(roleAssignments).values({ id: newId(), userId: official.id, ...grant });
  }
  const demanded = demandsSecondFactor(grants.map(({ role }) => role));
  const state = secondFactor ?? (demanded ? "given" : "not-needed");
  const now = new Date();
  if (state === "given") {
    await db
      .insert(secondFactors)
      .values({ userId: official.id, sealedSecret: "unreadable", confirmedAt: now });
  }
  const secondFactorAt = state === "given" ? now : null;
  const token = await openSession(db, official.id, { userAgent: "test", secondFactorAt, now });
  const { id, username, fullName, language, email, organizationId, country } = official;
  return {
    viewer: {
      id,
      username,
      fullName,
      language,
      email,
      emailVerified: email !== null,
      organizationId,
      country,
      timeZone: country === "CL" ? "America/Santiago" : "America/Guatemala",
      grants,
      secondFactor: state,
      sessionId: sessionIdOf(token),
    },
    token,
    cookie: `${SESSION_COOKIE}=${token}`,
  };
}

function grantOf(role: Role | Partial<Grant>, organizationId: string | null): Grant {
  const given = typeof role === "string" ? { role } : role;
  return {
    role: "official",
    organizationId: given.role === "coordinator" ? organizationId : null,
    courseSlug: null,
    ...given,
  };
}
