import { and, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import { newId } from "#app/kernel/ids.ts";
import type { Executor, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import {
  compiledLessons,
  courses,
  editionFiles,
  editionLessons,
  editions,
  files,
} from "#db/schema/courses.ts";
import type { PreparedCourse } from "./build-course.server.ts";
import type { CoursePlan, CourseState } from "./diff.ts";
import type { LessonFile } from "./lesson.ts";
import { type CourseManifest, type LessonEntry, lessonsOf } from "./manifest.ts";

/** An edition that has just become the one that new enrollments get. */
export interface AppliedEdition {
  courseSlug: string;
  editionId: string;
  number: number;
  manifest: CourseManifest;
}

interface Neighbours {
  storeItems(editionId: string): Promise<void>;
  published(edition: AppliedEdition): Promise<void>;
}

/** Held to the end of the transaction: who syncs the same course waits, then finds it done. */
export async function lockCourse(tx: Transaction, slug: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`course:${slug}`}, 0))`);
}

export async function courseState(db: Executor, slug: string): Promise<CourseState | null> {
  const [course] = await db.select().from(courses).where(eq(courses.slug, slug));
  if (!course) return null;
  const known = await db
    .select({ id: editions.id, number: editions.number, contentHash: editions.contentHash })
    .from(editions)
    .where(eq(editions.courseSlug, slug));
  const lessons = course.currentEditionId
    ? await db
        .select({ lessonId: editionLessons.lessonId, key: editionLessons.compiledHash })
        .from(editionLessons)
        .where(eq(editionLessons.editionId, course.currentEditionId))
    : [];
  return { currentEditionId: course.currentEditionId, editions: known, lessons };
}

export async function offeredCourses(db: Executor): Promise<string[]> {
  const rows = await db
    .select({ slug: courses.slug })
    .from(courses)
    .where(isNotNull(courses.currentEditionId));
  return rows.map(({ slug }) => slug);
}

/** Another course that has, or in some edition had, an exam of this id. */
export async function otherWithExam(
  db: Executor,
  slug: string,
  examId: string | undefined,
): Promise<string | undefined> {
  if (examId === undefined) return undefined;
  const [other] = await db
    .select({ slug: editions.courseSlug })
    .from(editions)
    .where(and(ne(editions.courseSlug, slug), sql`${editions.manifest}->'exam'->>'id' = ${examId}`))
    .limit(1);
  return other?.slug;
}

/** Does what the plan says, in the caller's transaction, under the course's lock. */
export async function applyPlan(
  tx: Transaction,
  plan: CoursePlan,
  course: PreparedCourse,
  neighbours: Neighbours,
): Promise<void> {
  switch (plan.kind) {
    case "unchanged":
      return;
    case "publish": {
      const editionId = await insertEdition(tx, plan.number, course);
      await storeLessons(tx, editionId, course);
      await neighbours.storeItems(editionId);
      return makeCurrent(tx, editionId, plan.number, course, neighbours);
    }
    case "restore":
      await storeLessons(tx, plan.editionId, course);
      return makeCurrent(tx, plan.editionId, plan.number, course, neighbours);
    case "recompile":
      await storeLessons(tx, plan.editionId, course);
      return touch(tx, course.source.slug);
  }
}

/** The same edition is shown otherwise: pages kept rendered are made again. */
async function touch(tx: Transaction, slug: string): Promise<void> {
  await tx.update(courses).set({ syncedAt: sql`now()` }).where(eq(courses.slug, slug));
}

/** No new enrollments; who is in it goes on. */
export async function withdraw(tx: Transaction, slug: string): Promise<void> {
  await lockCourse(tx, slug);
  await tx.update(courses).set({ currentEditionId: null }).where(eq(courses.slug, slug));
  await record(tx, { actorId: null, verb: "ended", objectType: "course", objectId: slug });
}

async function insertEdition(tx: Transaction, number: number, course: PreparedCourse) {
  const { slug, contentHash } = course.source;
  const manifest = await withTitles(tx, course);
  await tx.insert(courses).values({ slug }).onConflictDoNothing();
  const id = newId();
  await tx.insert(editions).values({ id, courseSlug: slug, number, contentHash, manifest });
  return id;
}

/** The manifest with what each lesson is called: pages that list lessons need no lesson. */
async function withTitles(
  tx: Transaction,
  { source: { manifest }, lessons }: PreparedCourse,
): Promise<CourseManifest> {
  const keys = lessons.map(({ key }) => key);
  const rows = await tx
    .select({
      hash: compiledLessons.hash,
      title: sql<string>`${compiledLessons.body}->>'title'`,
      english: sql<LessonEntry["english"] | null>`${compiledLessons.body}->'english'`,
    })
    .from(compiledLessons)
    .where(inArray(compiledLessons.hash, keys));
  const called = new Map(rows.map(({ hash, ...names }) => [hash, names]));
  const keyOf = new Map(lessons.map(({ lessonId, key }) => [lessonId, key]));
  return {
    ...manifest,
    modules: manifest.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((entry) => {
        const { title = entry.id, english } = called.get(keyOf.get(entry.id) ?? "") ?? {};
        return { ...entry, title, ...(english && { english }) };
      }),
    })),
  };
}

async function makeCurrent(
  tx: Transaction,
  editionId: string,
  number: number,
  { source: { slug, manifest } }: PreparedCourse,
  { published }: Neighbours,
): Promise<void> {
  await tx
    .update(courses)
    .set({ currentEditionId: editionId, syncedAt: sql`now()` })
    .where(eq(courses.slug, slug));
  await record(tx, {
    actorId: null,
    verb: "updated",
    objectType: "course",
    objectId: slug,
    result: { edition: number },
  });
  await published({ courseSlug: slug, editionId, number, manifest });
}

/** Puts every lesson at its place, with the files that it shows. */
async function storeLessons(
  tx: Transaction,
  editionId: string,
  { source, lessons, assets }: PreparedCourse,
): Promise<void> {
  const order = lessonsOf(source.manifest).map(({ id }) => id);
  await tx
    .insert(editionLessons)
    .values(
      lessons.map(({ lessonId, key }) => ({
        editionId,
        lessonId,
        position: order.indexOf(lessonId) + 1,
        compiledHash: key,
      })),
    )
    .onConflictDoUpdate({
      target: [editionLessons.editionId, editionLessons.lessonId],
      set: { compiledHash: sql`excluded.compiled_hash`, position: sql`excluded.position` },
    });

  const used = await filesOf(
    tx,
    lessons.map(({ key }) => key),
  );
  if (used.length === 0) return;
  const known = await tx
    .select({ hash: files.hash })
    .from(files)
    .where(
      inArray(
        files.hash,
        used.map(({ hash }) => hash),
      ),
    );
  const freshPaths = used
    .filter(({ hash }) => !known.some((file) => file.hash === hash))
    .map(({ path }) => path);
  await assets.prepare(freshPaths);
  const fresh = freshPaths.map((path) => assets.ready(path));
  if (fresh.length > 0) {
    await tx
      .insert(files)
      .values(
        fresh.map(({ hash, mediaType, bytes }) => ({ hash, mediaType, bytes, size: bytes.length })),
      )
      .onConflictDoNothing();
  }
  await tx
    .insert(editionFiles)
    .values(used.map(({ path, hash }) => ({ editionId, path, fileHash: hash })))
    .onConflictDoUpdate({
      target: [editionFiles.editionId, editionFiles.path],
      set: { fileHash: sql`excluded.file_hash` },
    });
}

async function filesOf(tx: Transaction, keys: string[]): Promise<LessonFile[]> {
  const rows = await tx
    .select({ files: sql<LessonFile[]>`${compiledLessons.body}->'files'` })
    .from(compiledLessons)
    .where(inArray(compiledLessons.hash, keys));
  const byPath = new Map(
    rows.flatMap((row) => row.files.map((file) => [file.path, file] as const)),
  );
  return [...byPath.values()];
}
