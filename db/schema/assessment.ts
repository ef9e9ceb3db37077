import {
  boolean,
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
import { editions } from "./courses.ts";
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
    /** `FormItem[]`: item, version and order of its options. */
    form: jsonb().notNull(),
    startedAt: moment().notNull().defaultNow(),
    /** The server's deadline; absent = no time limit. */
    closesAt: moment(),
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
