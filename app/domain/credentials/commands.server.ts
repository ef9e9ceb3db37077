import { eq, sql } from "drizzle-orm";
import { hoursOf } from "#app/domain/courses/manifest.ts";
import { changeName } from "#app/domain/people/commands.server.ts";
import { cleanName, type NameProblem, nameProblem } from "#app/domain/people/person-name.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { achievements, credentials } from "#db/schema/credentials.ts";
import { accountsOf } from "./issuing/accounts.server.ts";
import {
  type Achievement,
  courseAchievement,
  pathwayAchievement,
  statusPurposeOf,
} from "./issuing/achievement.ts";
import { type Claims, freezeClaims } from "./issuing/claims.ts";
import { CODE_BYTES, ID_BYTES, makeCode, makeId } from "./issuing/code.ts";
import {
  courseProgress,
  currentPathways,
  requirementResultsOf,
} from "./issuing/progress.server.ts";
import { type Lacking, lackingForCourse, lackingForPathway } from "./issuing/requirements.ts";
import { orderSigning } from "./issuing/sign.server.ts";
import { reserveStatus } from "./issuing/status-index.server.ts";

export type AwardRefusal = "not-enrolled" | "no-certificate" | "lacking";

/**
 * Reserves a course's certificate for a person who has met all that it asks, and answers
 * its id. Called again it answers the same id. A person who holds it in any edition gets
 * no other: an edition that changes never issues anew.
 */
export async function considerAward(
  db: Database,
  userId: string,
  courseSlug: string,
  now: Date,
): Promise<Result<string, AwardRefusal>> {
  const progress = await courseProgress(db, userId, courseSlug);
  if (!progress) return refused("not-enrolled");
  const achievement = courseAchievement(progress.manifest);
  if (!achievement) return refused("no-certificate");
  if (lackingForCourse(progress.manifest, progress.facts).length > 0) return refused("lacking");
  return done(await intend(db, userId, achievement, now));
}

/** The same for each certification whose pathway the person has completed; answers their ids. */
export async function considerPathways(db: Database, userId: string, now: Date): Promise<string[]> {
  const [pathways, results] = await Promise.all([
    currentPathways(db),
    requirementResultsOf(db, userId),
  ]);
  const intended: string[] = [];
  for (const { pathway, courses } of pathways) {
    const own = results.filter(({ pathwayId }) => pathwayId === pathway.id);
    const lacking: Lacking[] = lackingForPathway(pathway.requirements, own);
    if (lacking.length > 0) continue;
    const hours = courses?.reduce((total, course) => total + hoursOf(course), 0);
    intended.push(await intend(db, userId, pathwayAchievement(pathway, hours ?? null), now));
  }
  return intended;
}

async function intend(db: Database, userId: string, achievement: Achievement, now: Date) {
  return db.transaction(async (tx) => {
    // One at a time for a person and an achievement, whatever its edition.
    const lock = `${userId} ${achievement.id}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 7))`);
    const [held] = await tx.execute<{ id: string }>(sql`
      select id from credentials
      where achievement_id = ${achievement.id} and user_id in (${accountsOf(userId)})
        and superseded_at is null
      order by intended_at limit 1`);
    if (held) return held.id;

    const { id: achievementId, edition, kind, subject } = achievement;
    await tx
      .insert(achievements)
      .values({ id: achievementId, edition, kind, subject, body: achievement })
      .onConflictDoNothing();
    const id = makeId(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    const code = makeCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
    await tx
      .insert(credentials)
      .values({ id, code, userId, achievementId, achievementEdition: edition, intendedAt: now });
    await reserveStatus(tx, id, statusPurposeOf(achievement));
    await record(tx, {
      actorId: userId,
      verb: "intended",
      objectType: "credential",
      objectId: id,
      result: { achievement: achievementId, edition },
    });
    return id;
  });
}

export interface NameConfirmation {
  credentialId: string;
  /** As typed. */
  name: string;
  /** Where the certificate will be verified, whole. */
  address: string;
  /** Issued by an installation without an address of its own. */
  trial: boolean;
}

export type ConfirmRefusal =
  | "unknown"
  | "not-printable"
  /** The pass that it was reserved for was taken back. */
  | "exam-not-passed"
  | NameProblem;

/**
 * Issues a reserved certificate under the name that its holder confirms: exactly once,
 * however often it is asked. Its claims are frozen with the municipality of this moment. A
 * name other than the account's becomes the account's, with the trace of any correction.
 * Refuses a certificate that is not the person's, one whose exam is no longer passed, and a name
 * that cannot be printed.
 */
export async function confirmName(
  db: Database,
  holder: Pick<Viewer, "id">,
  { credentialId, name, address, trial }: NameConfirmation,
  now: Date,
): Promise<Result<{ issued: boolean }, ConfirmRefusal>> {
  const printed = cleanName(name);
  // Only where it is used: fonts and their reader are a tenth of a process's memory.
  const { unprintable } = await import("./issuing/pdf/typefaces.server.ts");
  return db.transaction(async (tx) => {
    const facts = await reservedCredential(tx, holder.id, credentialId);
    if (!facts) return refused("unknown");
    if (facts.issuedAt) return done({ issued: false });
    const problem = nameProblem(printed);
    if (problem) return refused(problem);
    if (!(await isStillPassed(tx, holder.id, facts.achievement))) return refused("exam-not-passed");
    const claims = freezeClaims({ ...facts, id: credentialId, name: printed, address, trial }, now);
    if (unprintable(lettersOf(claims)).length > 0) return refused("not-printable");

    await tx
      .update(credentials)
      .set({
        issuedAt: now,
        claims,
        expiresAt: claims.expiresAt ? new Date(claims.expiresAt) : null,
        organizationId: claims.organization?.code ?? null,
        trial,
      })
      .where(eq(credentials.id, credentialId));
    await record(tx, {
      actorId: holder.id,
      verb: "earned",
      objectType: "credential",
      objectId: credentialId,
      result: { achievement: claims.achievement.id, edition: claims.achievement.edition },
    });
    // The account is called what the paper says, and the management page shows the change.
    if (printed !== facts.fullName) {
      await changeName(tx, holder.id, holder.id, { fullName: printed, reason: "" }, now);
    }
    await orderSigning(tx, credentialId);
    return done({ issued: true });
  });
}

/** Whether the exam that a course's certificate asks for is still passed: appeals may change it. */
async function isStillPassed(
  tx: Transaction,
  userId: string,
  { kind, subject }: Achievement,
): Promise<boolean> {
  const progress = kind === "course" ? await courseProgress(tx, userId, subject) : null;
  if (!progress) return true;
  return !lackingForCourse(progress.manifest, progress.facts).some((each) => each.kind === "exam");
}

const lettersOf = ({ name, achievement, issuer, organization }: Claims) =>
  [
    name,
    issuer.name,
    achievement.title,
    achievement.criteria,
    organization?.municipality,
    organization?.division,
  ].join(" ");

type Reserved = {
  /** The holder's name so far. */
  fullName: string;
  code: string;
  issuedAt: string | null;
  achievement: Achievement;
  organization: Claims["organization"];
  programName: string | null;
  timeZone: string;
};

async function reservedCredential(
  tx: Transaction,
  userId: string,
  credentialId: string,
): Promise<Reserved | undefined> {
  const [row] = await tx.execute<Reserved>(sql`
    select c.code, c.issued_at "issuedAt", ach.body achievement, u.full_name "fullName",
      (select name from programs order by created_at limit 1) "programName",
      coalesce(m.time_zone, 'America/Guatemala') "timeZone",
      case when m.code is null then null else jsonb_build_object(
        'code', o.id, 'municipality', m.name, 'division', coalesce(d.name, m.name),
        'country', m.country, 'confirmed', a.id is not null) end organization
    from credentials c
    join achievements ach on ach.id = c.achievement_id and ach.edition = c.achievement_edition
    join users u on u.id = ${userId}
    left join affiliations a on a.user_id = u.id and a.ended_at is null
    left join organizations o on o.id = coalesce(a.organization_id, u.organization_id)
      and o.kind = 'municipality'
    left join territories m on m.code = o.territory_code
    left join territories d on d.code = m.parent_code
    where c.id = ${credentialId} and c.user_id in (${accountsOf(userId)})
    for update of c`);
  return row;
}
