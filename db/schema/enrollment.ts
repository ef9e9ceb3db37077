import { index, pgTable, primaryKey, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { courses, editions } from "./courses.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** OneRoster enrollment; its id is the cmi5 registration. */
export const enrollments = pgTable(
  "enrollments",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    enrolledAt: moment().notNull().defaultNow(),
    /** Where the person stopped, on whatever device. */
    lastLessonId: text(),
    lastSeenAt: moment(),
  },
  (table) => [
    unique().on(table.userId, table.courseSlug),
    index().on(table.courseSlug),
    index().on(table.editionId),
  ],
);

/** What one person has done of one lesson (cmi5: completed, passed, satisfied). */
export const lessonProgress = pgTable(
  "lesson_progress",
  {
    enrollmentId: uuid()
      .notNull()
      .references(() => enrollments.id),
    lessonId: text().notNull(),
    openedAt: moment().notNull().defaultNow(),
    completedAt: moment(),
    passedAt: moment(),
    satisfiedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.enrollmentId, table.lessonId] })],
);
