import { sql } from "drizzle-orm";
import type { BankItem } from "#app/domain/assessment/form.ts";
import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { type CourseManifest, examRules, lessonsOf } from "#app/domain/courses/manifest.ts";
import {
  type Achievement,
  courseAchievement,
  pathwayAchievement,
} from "#app/domain/credentials/issuing/achievement.ts";
import type { Database } from "#app/server/db.ts";
import { gazetteerOf, type Place } from "./places.ts";
import { DAY, type DemoCourse, type World } from "./world.ts";

type Given = Pick<
  World,
  "seed" | "officials" | "now" | "origin" | "trial" | "passwordHash" | "staff"
>;

/**
 * The world of the demonstration, from the territories and the content that the
 * database has; null without a course that has exam, certificate and pathway.
 */
export async function readWorld(db: Database, given: Given): Promise<World | null> {
  const course = await readCourse(db);
  const pathway = course?.manifest.pathways[0];
  const achievement = course && courseAchievement(course.manifest);
  if (!course || !pathway || !achievement) return null;
  const gazetteer = gazetteerOf(await readPlaces(db), given.seed);
  const startsOn = firstOfMonth(new Date(given.now.getTime() - 2 * 365 * DAY));
  return {
    ...given,
    startsOn,
    gazetteer,
    course,
    courseAchievement: achievement,
    pilotAchievement: pilotOf(achievement),
    agentAchievement: pathwayAchievement(pathway, null),
    requirements: pathway.requirements,
    programName: "Programa de demostración",
  };
}

/** The edition before the first: the same course, valid for a year. */
function pilotOf(achievement: Achievement): Achievement {
  return {
    ...achievement,
    edition: 0,
    title: `${achievement.title} (edición piloto)`,
    validityMonths: 12,
  };
}

const firstOfMonth = (date: Date) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));

async function readPlaces(db: Database): Promise<Place[]> {
  const rows = await db.execute<Record<string, string>>(sql`
    select organizations.id, own.name as municipality, division.name as division, own.country,
      own.time_zone
    from organizations
    join territories as own on own.code = organizations.territory_code
    join territories as division on division.code = own.parent_code
    where organizations.kind = 'municipality'
    order by organizations.id collate "C"`);
  return rows.map((row) => ({
    organizationId: row.id as string,
    municipality: row.municipality as string,
    division: row.division as string,
    country: row.country as string,
    timeZone: row.time_zone as string,
  }));
}

async function readCourse(db: Database): Promise<DemoCourse | null> {
  const rows = await db.execute<{ slug: string; edition_id: string; manifest: CourseManifest }>(sql`
    select slug, current_edition_id as edition_id, manifest
    from courses join editions on editions.id = current_edition_id order by slug collate "C"`);
  const row = rows.find(
    ({ manifest }) => manifest.exam && manifest.certificate && manifest.pathways.length > 0,
  );
  const exam = row ? examRules(row.manifest) : null;
  if (!row || !exam) return null;
  const bank = await readBank(db, row.edition_id);
  const checks = await readChecks(db, row.edition_id);
  const byId = new Map(bank.map((entry) => [entry.item.id, entry]));
  return {
    slug: row.slug,
    editionId: row.edition_id,
    manifest: row.manifest,
    exam,
    bank,
    lessons: lessonsOf(row.manifest).map(({ id }) => ({
      id,
      checks: (checks.get(id) ?? []).flatMap((item) => byId.get(item) ?? []),
    })),
  };
}

async function readBank(db: Database, editionId: string): Promise<BankItem[]> {
  const rows = await db.execute<{ hash: string; body: AssessmentItem }>(sql`
    select hash, body from edition_items join item_versions on hash = item_hash
    where edition_id = ${editionId} order by edition_items.item_id collate "C"`);
  return rows.map(({ hash, body }) => ({ hash, item: body }));
}

async function readChecks(db: Database, editionId: string): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ lesson_id: string; checks: string[] }>(sql`
    select lesson_id, body -> 'checks' as checks
    from edition_lessons join compiled_lessons on hash = compiled_hash
    where edition_id = ${editionId}`);
  return new Map(rows.map(({ lesson_id, checks }) => [lesson_id, checks]));
}
