import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts } from "./assessment.ts";
import { courses, editions } from "./courses.ts";
import { enrollments } from "./enrollment.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** Time that one person has beyond the rules, in every exam they start while it lasts. */
export const accommodations = pgTable(
  "accommodations",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** Per cent of the exam's minutes that are added: 50 makes 60 minutes 90. */
    extraPercent: integer().notNull().default(0),
    /** Minutes for which they may stop the clock of each exam. */
    pauseMinutes: integer().notNull().default(0),
    /** Enough to account for it, and nothing about anybody's health. */
    reason: text({ enum: ["accessibility", "language", "connection", "other"] }).notNull(),
    grantedAt: moment().notNull().defaultNow(),
    grantedBy: uuid()
      .notNull()
      .references(() => users.id),
    endedAt: moment(),
    endedBy: uuid().references(() => users.id),
  },
  (table) => [
    uniqueIndex("accommodations_one_in_force").on(table.userId).where(sql`ended_at is null`),
    index().on(table.userId),
    index().on(table.grantedBy),
    index().on(table.endedBy),
    check("accommodations_give_time", sql`extra_percent > 0 or pause_minutes > 0`),
  ],
);

/** What was done to an attempt beyond answering it, and by whom. */
export const attemptEvents = pgTable(
  "attempt_events",
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    kind: text({ enum: ["pause", "resume", "minutes", "reopen", "late-counted"] }).notNull(),
    /** Of the clock: stopped for at most (pause), stopped for (resume), given (minutes, reopen). */
    seconds: integer(),
    /** Late answers that count from then on. */
    answers: integer(),
    /** What the result was before (`ResultBefore` of the assessment room). */
    before: jsonb(),
    /** In the words of who did it; removed when the person is erased. */
    reason: text(),
    by: uuid()
      .notNull()
      .references(() => users.id),
    at: moment().notNull().defaultNow(),
  },
  (table) => [index().on(table.attemptId, table.at), index().on(table.by)],
);

/** An exam of questions for practising: it counts for nothing, so it is no attempt. */
export const practiceExams = pgTable(
  "practice_exams",
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
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    /** `FormItem[]`. */
    form: jsonb().notNull(),
    /** `ItemResponse` by item. */
    answers: jsonb().notNull().default({}),
    startedAt: moment().notNull().defaultNow(),
    finishedAt: moment(),
    /** 0 to 1. */
    score: real(),
  },
  (table) => [
    uniqueIndex("practice_exams_one_open").on(table.enrollmentId).where(sql`finished_at is null`),
    index().on(table.userId, table.courseSlug, table.startedAt),
    index().on(table.enrollmentId),
    index().on(table.editionId),
    index().on(table.courseSlug),
  ],
);
