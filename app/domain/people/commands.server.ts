import { sql } from "drizzle-orm";
import { newId } from "#app/kernel/ids.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { hashPassword } from "./passwords.server.ts";
import { canConfirm, canCorrectName, canGrantRole } from "./policy.ts";
import { personFor } from "./queries.server.ts";
import { insertUser, isOrganization } from "./registration.server.ts";
import { endSessions } from "./sessions.server.ts";
import { RECOVERIES, withdrawTokens } from "./tokens.server.ts";
import type { Role, Viewer } from "./viewer.ts";

export type CommandRefusal =
  | "not-found"
  | "not-allowed"
  | "no-organization"
  | "own-affiliation"
  | "organization-needed"
  | "unknown-organization"
  | "last-admin"
  | "same-name"
  | "not-confirmed";

/** Says that the person works in the municipality they gave; a confirmation elsewhere ends. */
export async function confirmAffiliation(
  db: Database,
  actor: Viewer,
  userId: string,
  now: Date,
): Promise<Result<null, CommandRefusal>> {
  const person = await personFor(db, actor, userId);
  if (!person) return refused("not-found");
  const { organizationId, affiliation } = person;
  if (!organizationId) return refused("no-organization");
  if (!canConfirm(actor, organizationId)) return refused("not-allowed");
  if (actor.id === userId) return refused("own-affiliation");
  if (affiliation?.organizationId === organizationId) return done(null);
  return db.transaction(async (tx) => {
    // Of a double click, the second waits here and finds it done.
    await tx.execute(sql`select from users where id = ${userId} for update`);
    const same = await tx.execute(sql`select from affiliations where user_id = ${userId}
      and organization_id = ${organizationId} and ended_at is null`);
    if (same.length > 0) return done(null);
    await endCurrent(tx, actor.id, userId, now);
    const id = newId();
    const confirmed = await tx.execute(sql`
      insert into affiliations (id, user_id, organization_id, confirmed_by, confirmed_at)
      values (${id}, ${userId}, ${organizationId}, ${actor.id}, ${now.toISOString()}::timestamptz)
      on conflict (user_id) where ended_at is null do nothing returning id`);
    if (confirmed.length > 0) {
      const result = { userId, organizationId };
      const what = { objectType: "affiliation", objectId: id, result };
      await record(tx, { actorId: actor.id, verb: "confirmed", ...what });
    }
    return done(null);
  });
}

/** Says that the person does not work there any more, or never did. */
export async function endAffiliation(
  db: Database,
  actor: Viewer,
  userId: string,
  now: Date,
): Promise<Result<null, CommandRefusal>> {
  const person = await personFor(db, actor, userId);
  if (!person) return refused("not-found");
  if (!person.affiliation) return refused("not-confirmed");
  if (!canConfirm(actor, person.affiliation.organizationId)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    await endCurrent(tx, actor.id, userId, now);
    return done(null);
  });
}

/** Ends the current affiliation of a person, if there is one. */
export async function endCurrent(
  tx: Transaction,
  actorId: string,
  userId: string,
  now: Date,
): Promise<void> {
  const [ended] = await tx.execute<{ id: string; organization_id: string }>(sql`
    update affiliations set ended_at = ${now.toISOString()}::timestamptz, ended_by = ${actorId}
    where user_id = ${userId} and ended_at is null returning id, organization_id`);
  if (!ended) return;
  const result = { userId, organizationId: ended.organization_id };
  const what = { objectType: "affiliation", objectId: ended.id, result };
  await record(tx, { actorId, verb: "ended", ...what });
}

export interface RoleGrant {
  role: Role;
  organizationId: string | null;
  courseSlug: string | null;
}

/** Gives a role; every session of who gets it ends, and for oneself the caller opens a new one. */
export async function grantRole(
  db: Database,
  actor: Viewer,
  userId: string,
  grant: RoleGrant,
  now: Date,
): Promise<Result<null, CommandRefusal>> {
  const person = await personFor(db, actor, userId);
  if (!person) return refused("not-found");
  if (!canGrantRole(actor, grant.role)) return refused("not-allowed");
  const scoped: RoleGrant = {
    role: grant.role,
    organizationId: grant.role === "coordinator" ? grant.organizationId : null,
    courseSlug: grant.role === "trainer" ? grant.courseSlug : null,
  };
  const { role, organizationId, courseSlug } = scoped;
  if (role === "coordinator" && !organizationId) return refused("organization-needed");
  if (organizationId && !(await isOrganization(db, organizationId))) {
    return refused("unknown-organization");
  }
  const held = person.assignments.some(
    (one) =>
      one.role === role && one.organizationId === organizationId && one.courseSlug === courseSlug,
  );
  if (held) return done(null);
  return db.transaction(async (tx) => {
    await insertRole(tx, actor.id, userId, scoped, now);
    // Who was handed a code for an official must not come in with it as something more.
    await withdrawTokens(tx, userId, RECOVERIES);
    await endSessions(tx, userId);
    return done(null);
  });
}

/** Takes a role away, and ends sessions likewise. The last administrator stays: nobody could name another. */
export async function endRole(
  db: Database,
  actor: Viewer,
  userId: string,
  assignmentId: string,
  now: Date,
): Promise<Result<null, CommandRefusal>> {
  const person = await personFor(db, actor, userId);
  const assignment = person?.assignments.find(({ id }) => id === assignmentId);
  if (!assignment) return refused("not-found");
  if (!canGrantRole(actor, assignment.role)) return refused("not-allowed");
  return db.transaction(async (tx) => {
    if (assignment.role === "admin" && (await isLastAdministrator(tx, userId))) {
      return refused("last-admin");
    }
    await tx.execute(sql`update role_assignments
      set ended_at = ${now.toISOString()}::timestamptz, ended_by = ${actor.id}
      where id = ${assignmentId} and ended_at is null`);
    const what = { objectType: "role", objectId: assignmentId };
    const result = { userId, role: assignment.role };
    await record(tx, { actorId: actor.id, verb: "ended", ...what, result });
    await endSessions(tx, userId);
    return done(null);
  });
}

/** Whether nobody else administers; held until the transaction ends, so that two cannot both leave. */
export async function isLastAdministrator(tx: Transaction, userId: string): Promise<boolean> {
  const admins = await tx.execute<{ user_id: string }>(
    sql`select user_id from role_assignments where role = 'admin' and ended_at is null for update`,
  );
  return (
    admins.some(({ user_id }) => user_id === userId) &&
    admins.every(({ user_id }) => user_id === userId)
  );
}

/** Corrects a misspelt name; what it was, who changed it and why stay with the person's data. */
export async function correctName(
  db: Database,
  actor: Viewer,
  userId: string,
  { fullName, reason }: { fullName: string; reason: string },
  now: Date,
): Promise<Result<null, CommandRefusal>> {
  const person = await personFor(db, actor, userId);
  if (!person) return refused("not-found");
  if (!canCorrectName(actor, person.organizationId)) return refused("not-allowed");
  // One's own is corrected in the profile, and once confirmed by somebody else.
  if (actor.id === userId) return refused("not-allowed");
  if (person.fullName === fullName) return refused("same-name");
  return db.transaction(async (tx) => {
    await changeName(tx, actor.id, userId, { fullName, reason }, now);
    return done(null);
  });
}

/** Writes the new name and the trace of the old one. */
export async function changeName(
  tx: Transaction,
  actorId: string,
  userId: string,
  { fullName, reason }: { fullName: string; reason: string },
  now: Date,
): Promise<void> {
  const id = newId();
  await tx.execute(sql`
    insert into name_corrections
      (id, user_id, previous_name, new_name, corrected_by, corrected_at, reason)
    select ${id}, id, full_name, ${fullName}, ${actorId}, ${now.toISOString()}::timestamptz, ${reason}
    from users where id = ${userId} for update`);
  await tx.execute(sql`update users set full_name = ${fullName} where id = ${userId}`);
  const what = { objectType: "user", objectId: userId, result: { correction: id } };
  await record(tx, { actorId, verb: "updated", ...what });
}

export interface GivenUser {
  email: string | null;
  username: string;
  fullName: string;
  password: string;
  role: Role;
  organizationId: string | null;
}

/**
 * Creates a person with a role, as the operator says: the address counts as
 * verified, and there is no limit. For the command line and the first administrator.
 */
export async function createUser(
  db: Database,
  { email, password, role, ...given }: GivenUser,
  now: Date,
): Promise<Result<string, "username-taken" | "email-taken" | "unknown-organization">> {
  const passwordHash = await hashPassword(password);
  const { organizationId } = given;
  return db.transaction(async (tx) => {
    if (organizationId && !(await isOrganization(tx, organizationId))) {
      return refused("unknown-organization");
    }
    if (email && (await tx.execute(sql`select 1 from users where email = ${email}`)).length > 0) {
      return refused("email-taken");
    }
    const userId = await insertUser(tx, { ...given, passwordHash, language: "es" }, now);
    if (!userId) return refused("username-taken");
    if (email) {
      await tx.execute(sql`update users set email = ${email},
        email_verified_at = ${now.toISOString()}::timestamptz where id = ${userId}`);
    }
    const scope = role === "coordinator" ? organizationId : null;
    await insertRole(tx, null, userId, { role, organizationId: scope, courseSlug: null }, now);
    return done(userId);
  });
}

/** Writes a role and its statement. @param actorId null = the operator of the installation. */
export async function insertRole(
  tx: Transaction,
  actorId: string | null,
  userId: string,
  { role, organizationId, courseSlug }: RoleGrant,
  now: Date,
): Promise<void> {
  const id = newId();
  await tx.execute(sql`insert into role_assignments
    (id, user_id, role, organization_id, course_slug, granted_by, granted_at) values
    (${id}, ${userId}, ${role}, ${organizationId}, ${courseSlug}, ${actorId},
     ${now.toISOString()}::timestamptz)`);
  const result = { userId, role, organizationId, courseSlug };
  await record(tx, { actorId, verb: "granted", objectType: "role", objectId: id, result });
}
