import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Bytes by their SHA-256: figures, sheets, rendered certificates. Never changed. */
export const files = pgTable("files", {
  hash: text().primaryKey(),
  mediaType: text().notNull(),
  size: integer().notNull(),
  bytes: bytea().notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** cmi5 Course; what it holds is in its editions. */
export const courses = pgTable(
  "courses",
  {
    slug: text().primaryKey(),
    /** The edition new enrollments get; no reference, since an edition refers here. */
    currentEditionId: uuid(),
    syncedAt: moment().notNull().defaultNow(),
  },
  (table) => [index().on(table.currentEditionId)],
);

/** A frozen version of a course; an enrollment is pinned to one. */
export const editions = pgTable(
  "editions",
  {
    id: uuid().primaryKey(),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    number: integer().notNull(),
    contentHash: text().notNull(),
    /** course.json as it was: `CourseManifest` of the courses room. */
    manifest: jsonb().notNull(),
    syncedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique().on(table.courseSlug, table.number),
    unique().on(table.courseSlug, table.contentHash),
  ],
);

/** One lesson compiled once, by the hash of its source, the tags and the compiler. */
export const compiledLessons = pgTable("compiled_lessons", {
  hash: text().primaryKey(),
  /** `CompiledLesson` of the courses room. */
  body: jsonb().notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** cmi5 AU: the lesson at its place in an edition. */
export const editionLessons = pgTable(
  "edition_lessons",
  {
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    lessonId: text().notNull(),
    position: integer().notNull(),
    compiledHash: text()
      .notNull()
      .references(() => compiledLessons.hash),
  },
  (table) => [
    primaryKey({ columns: [table.editionId, table.lessonId] }),
    index().on(table.compiledHash),
  ],
);

/** Files a lesson of the edition shows or offers, by their path in the course's folder. */
export const editionFiles = pgTable(
  "edition_files",
  {
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    path: text().notNull(),
    fileHash: text()
      .notNull()
      .references(() => files.hash),
  },
  (table) => [primaryKey({ columns: [table.editionId, table.path] }), index().on(table.fileHash)],
);

/** "Avisar de un error": what somebody found wrong in a lesson. */
export const lessonReports = pgTable(
  "lesson_reports",
  {
    id: uuid().primaryKey(),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    lessonId: text().notNull(),
    userId: uuid().references(() => users.id),
    body: text().notNull(),
    reportedAt: moment().notNull().defaultNow(),
    resolvedAt: moment(),
    resolvedBy: uuid().references(() => users.id),
  },
  (table) => [
    index().on(table.courseSlug, table.reportedAt),
    index().on(table.editionId),
    index().on(table.userId),
    index().on(table.resolvedBy),
  ],
);
