import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { courses, editions } from "./courses.ts";
import { enrollments } from "./enrollment.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** One version of a QTI assessment item, by the hash of its content; never changed. */
export const itemVersions = pgTable(
  "item_versions",
  {
    hash: text().primaryKey(),
    itemId: text().notNull(),
    /** `AssessmentItem` of the assessment room, key and feedback included. */
    body: jsonb().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [index().on(table.itemId)],
);

/** The version of each item that an edition uses. */
export const editionItems = pgTable(
  "edition_items",
  {
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
  },
  (table) => [primaryKey({ columns: [table.editionId, table.itemId] }), index().on(table.itemHash)],
);

/** An answer to a question inside a lesson, under the UUID its form brought. */
export const checkResponses = pgTable(
  "check_responses",
  {
    id: uuid().primaryKey(),
    enrollmentId: uuid()
      .notNull()
      .references(() => enrollments.id),
    lessonId: text().notNull(),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    response: jsonb().notNull(),
    correct: boolean().notNull(),
    answeredAt: moment().notNull().defaultNow(),
  },
  (table) => [
    index().on(table.enrollmentId, table.lessonId, table.itemId, table.answeredAt),
    index().on(table.itemHash),
  ],
);

/** A time in which an exam may be started (convocatoria). */
export const examSittings = pgTable(
  "exam_sittings",
  {
    id: uuid().primaryKey(),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    title: text().notNull(),
    opensAt: moment().notNull(),
    closesAt: moment().notNull(),
    /** What is said in the room to who sits it; absent = none is asked for. */
    accessCode: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    cancelledAt: moment(),
    cancelledBy: uuid().references(() => users.id),
  },
  (table) => [
    index().on(table.courseSlug, table.closesAt),
    index().on(table.createdBy),
    index().on(table.cancelledBy),
    check("exam_sittings_last", sql`closes_at > opens_at`),
  ],
);

/** QTI test session: one try of one person at one exam, with the form drawn for it. */
export const attempts = pgTable(
  "attempts",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    enrollmentId: uuid()
      .notNull()
      .references(() => enrollments.id),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    testId: text().notNull(),
    number: integer().notNull(),
    /** The sitting in which it began; absent = outside any. */
    sittingId: uuid().references(() => examSittings.id),
    /** `FormItem[]`: item, version and order of its options. */
    form: jsonb().notNull(),
    startedAt: moment().notNull().defaultNow(),
    /** The server's deadline; absent = no time limit. A pause has moved it already. */
    closesAt: moment(),
    /** The clock stands still since then. */
    pausedAt: moment(),
    /** Milliseconds for which it may be stopped yet; while it is, what there was of it. */
    pauseLeft: integer().notNull().default(0),
    finishedAt: moment(),
    finishedBy: text({ enum: ["person", "deadline"] }),
    /** 0 to 1. Absent, with `passed` and `outcomes`, while responses wait for a person's mark. */
    score: real(),
    passed: boolean(),
    /** When it was first scored; absent in those scored before this was kept: as they were handed in. */
    scoredAt: moment(),
    /** `ObjectiveOutcome[]`: correct of asked, by objective. */
    outcomes: jsonb(),
  },
  (table) => [
    unique().on(table.userId, table.testId, table.number),
    index().on(table.enrollmentId),
    index().on(table.editionId, table.startedAt),
    index().on(table.closesAt),
    index().on(table.sittingId),
  ],
);

/** Each answer given in an attempt, under its client-made UUID; the latest in time counts. */
export const responses = pgTable(
  "responses",
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    itemId: text().notNull(),
    response: jsonb().notNull(),
    answeredAt: moment().notNull().defaultNow(),
    /** Arrived after the deadline: kept, not counted. */
    late: boolean().notNull().default(false),
  },
  (table) => [index().on(table.attemptId, table.itemId, table.answeredAt)],
);
