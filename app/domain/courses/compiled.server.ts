import { inArray, sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";
import { compiledLessons } from "#db/schema/courses.ts";
import type { CompiledCourse, KeyedLesson } from "./build-course.server.ts";

/** The lessons that nobody has compiled yet from this source, with these tags. */
export async function missingKeys(
  db: Executor,
  lessons: readonly KeyedLesson[],
): Promise<KeyedLesson[]> {
  const rows = await db
    .select({ hash: compiledLessons.hash })
    .from(compiledLessons)
    .where(
      inArray(
        compiledLessons.hash,
        lessons.map(({ key }) => key),
      ),
    );
  const known = new Set(rows.map(({ hash }) => hash));
  return lessons.filter(({ key }) => !known.has(key));
}

/** Keeps what was compiled under its key; another process may have done so already. */
export async function keepCompiled(
  db: Executor,
  lessons: readonly KeyedLesson[],
  compiled: CompiledCourse,
): Promise<void> {
  const rows = lessons.flatMap(({ lessonId, key }) => {
    const outcome = compiled.lessons.get(lessonId);
    return outcome ? [{ hash: key, body: outcome.lesson }] : [];
  });
  if (rows.length > 0) await db.insert(compiledLessons).values(rows).onConflictDoNothing();
}

/** The questions that already compiled lessons place, by lesson. */
export async function compiledChecks(
  db: Executor,
  lessons: readonly KeyedLesson[],
): Promise<Map<string, string[]>> {
  if (lessons.length === 0) return new Map();
  const rows = await db
    .select({
      hash: compiledLessons.hash,
      checks: sql<string[]>`${compiledLessons.body}->'checks'`,
    })
    .from(compiledLessons)
    .where(
      inArray(
        compiledLessons.hash,
        lessons.map(({ key }) => key),
      ),
    );
  const byKey = new Map(rows.map(({ hash, checks }) => [hash, checks]));
  return new Map(lessons.map(({ lessonId, key }) => [lessonId, byKey.get(key) ?? []]));
}
