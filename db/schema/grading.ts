import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts, itemVersions, responses } from "./assessment.ts";
import { courses } from "./courses.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** A response handed in that a person marks (QTI 3 external-scored). */
export const responsesToMark = pgTable(
  "responses_to_mark",
  {
    id: uuid().primaryKey(),
    /** "Persona 12": all that an anonymous marking says of who wrote it. */
    number: serial().notNull(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    responseId: uuid()
      .notNull()
      .unique()
      .references(() => responses.id),
    since: moment().notNull(),
  },
  (table) => [
    index().on(table.attemptId),
    index().on(table.itemHash),
    index().on(table.courseSlug, table.since),
  ],
);

/** Who is marking a response now, so that two people do not mark the same by chance. */
export const markingClaims = pgTable(
  "marking_claims",
  {
    toMarkId: uuid()
      .primaryKey()
      .references(() => responsesToMark.id),
    graderId: uuid()
      .notNull()
      .references(() => users.id),
    until: moment().notNull(),
  },
  (table) => [index().on(table.graderId)],
);

/** What a grader has written so far; nobody else reads it. */
export const markDrafts = pgTable(
  "mark_drafts",
  {
    toMarkId: uuid()
      .notNull()
      .references(() => responsesToMark.id),
    graderId: uuid()
      .notNull()
      .references(() => users.id),
    /** Points by id of the criterion; those still missing are absent. */
    points: jsonb().notNull(),
    comment: text().notNull(),
    note: text().notNull(),
    savedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.toMarkId, table.graderId] }),
    index().on(table.graderId),
  ],
);

/** A final mark: never changed; a later one of the same grader takes its place. */
export const marks = pgTable(
  "marks",
  {
    id: uuid().primaryKey(),
    toMarkId: uuid()
      .notNull()
      .references(() => responsesToMark.id),
    graderId: uuid()
      .notNull()
      .references(() => users.id),
    /** `deciding` = who gave it saw two marks that are too far apart. */
    kind: text({ enum: ["independent", "deciding"] }).notNull(),
    /** Points by id of the criterion. */
    points: jsonb().notNull(),
    /** 0 to 1. */
    share: doublePrecision().notNull(),
    /** For whoever answered. */
    comment: text().notNull(),
    /** For colleagues only. */
    note: text().notNull(),
    markedAt: moment().notNull(),
  },
  (table) => [index().on(table.toMarkId, table.markedAt), index().on(table.graderId)],
);

/** What a response came to and why; the latest counts. */
export const settledScores = pgTable(
  "settled_scores",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    toMarkId: uuid()
      .notNull()
      .references(() => responsesToMark.id),
    /** 0 to 1. */
    share: doublePrecision().notNull(),
    /** `Basis` of the grading room. */
    basis: text().notNull(),
    settledAt: moment().notNull(),
  },
  (table) => [index().on(table.toMarkId, table.id)],
);

/** How a course's exam, or one item of it, is marked; the latest counts. */
export const markingRules = pgTable(
  "marking_rules",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    /** Absent = every item without a rule of its own. */
    itemId: text(),
    graders: integer().notNull(),
    anonymous: boolean().notNull(),
    /** Two marks that differ by no more than this (0 to 1) agree. */
    tolerance: doublePrecision().notNull(),
    /** Days that a mark waits for another person. */
    patienceDays: integer().notNull(),
    setBy: uuid()
      .notNull()
      .references(() => users.id),
    setAt: moment().notNull(),
  },
  (table) => [index().on(table.courseSlug, table.itemId, table.id), index().on(table.setBy)],
);

/** That an item version was wrong, and what is done about it; never changed, the latest counts. */
export const itemRulings = pgTable(
  "item_rulings",
  {
    id: uuid().primaryKey(),
    /** The order in which they were made. */
    sequence: serial().notNull(),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    kind: text({ enum: ["drop", "rekey"] }).notNull(),
    /** The version by which its responses are scored; absent where it was dropped. */
    replacementHash: text().references(() => itemVersions.hash),
    reason: text().notNull(),
    ruledBy: uuid()
      .notNull()
      .references(() => users.id),
    ruledAt: moment().notNull(),
  },
  (table) => [
    index().on(table.courseSlug, table.itemHash, table.sequence),
    index().on(table.itemHash),
    index().on(table.replacementHash),
    index().on(table.ruledBy),
  ],
);

/** "Reclamo": somebody says that a question of their exam was wrong. */
export const itemAppeals = pgTable(
  "item_appeals",
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    reason: text().notNull(),
    filedAt: moment().notNull(),
  },
  (table) => [
    unique().on(table.attemptId, table.itemId),
    index().on(table.itemHash),
    index().on(table.courseSlug, table.filedAt),
  ],
);

/** What a person answered to an appeal. */
export const appealAnswers = pgTable(
  "appeal_answers",
  {
    appealId: uuid()
      .primaryKey()
      .references(() => itemAppeals.id),
    /** Absent = the item stays as it was. */
    rulingId: uuid().references(() => itemRulings.id),
    answer: text().notNull(),
    answeredBy: uuid()
      .notNull()
      .references(() => users.id),
    answeredAt: moment().notNull(),
  },
  (table) => [index().on(table.rulingId), index().on(table.answeredBy)],
);

/** That every attempt with a ruled version was scored again. */
export const rescorings = pgTable("rescorings", {
  rulingId: uuid()
    .primaryKey()
    .references(() => itemRulings.id),
  attempts: integer().notNull(),
  finishedAt: moment().notNull(),
});

/** A result that changed after it was known, by a ruling or by a later mark. */
export const scoreChanges = pgTable(
  "score_changes",
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    rulingId: uuid().references(() => itemRulings.id),
    markId: uuid().references(() => marks.id),
    scoreBefore: doublePrecision().notNull(),
    scoreAfter: doublePrecision().notNull(),
    passedBefore: boolean().notNull(),
    /** What the new score comes to; a pass already given is kept all the same. */
    reachesMark: boolean().notNull(),
    changedAt: moment().notNull(),
  },
  (table) => [
    unique().on(table.attemptId, table.rulingId),
    index().on(table.rulingId),
    index().on(table.markId),
  ],
);

/** What a person decided about a pass that the new score does not reach. */
export const passDecisions = pgTable(
  "pass_decisions",
  {
    changeId: uuid()
      .primaryKey()
      .references(() => scoreChanges.id),
    decision: text({ enum: ["keep", "withdraw"] }).notNull(),
    reason: text().notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => users.id),
    decidedAt: moment().notNull(),
  },
  (table) => [index().on(table.decidedBy)],
);
