import {
  foreignKey,
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
import { itemVersions } from "./assessment.ts";
import { courses, editions } from "./courses.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** What an exam's questions did, as last calculated from its finished attempts. */
export const examStatistics = pgTable(
  "exam_statistics",
  {
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    testId: text().notNull(),
    /** The edition that was current then: its bank is listed. */
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    computedAt: moment().notNull(),
    /** Finished attempts that there were, of all people: when it changes, the rest is out of date. */
    finished: integer().notNull(),
    /** The last attempt counted. No reference: who sat it may erase it. */
    throughAttemptId: uuid(),
    /** `KeptStatistics` of the psychometrics room. */
    body: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseSlug, table.testId] }),
    index().on(table.editionId),
  ],
);

/**
 * A panel that puts an exam's cut score by the modified Angoff method. When its result is
 * published nothing of it changes any more (triggers refuse).
 */
export const angoffPanels = pgTable(
  "angoff_panels",
  {
    id: uuid().primaryKey(),
    courseSlug: text()
      .notNull()
      .references(() => courses.slug),
    testId: text().notNull(),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    /** Every question of the exam's bank, or those of one form. */
    scope: text({ enum: ["bank", "form"] }).notNull(),
    /** Whose form it is: ISO 3166-1. */
    country: text(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull(),
    roundOneClosedAt: moment(),
    roundOneClosedBy: uuid().references(() => users.id),
  },
  (table) => [
    index().on(table.courseSlug, table.createdAt),
    index().on(table.editionId),
    index().on(table.createdBy),
    index().on(table.roundOneClosedBy),
  ],
);

/** The versions that a panel rates; never changed. */
export const angoffItems = pgTable(
  "angoff_items",
  {
    panelId: uuid()
      .notNull()
      .references(() => angoffPanels.id),
    /** From 1. */
    position: integer().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    /** Points of a form that it stands for; they add up to the form's length. */
    weight: real().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.panelId, table.position] }),
    unique().on(table.panelId, table.itemHash),
    index().on(table.itemHash),
  ],
);

/** Who may see a panel's questions and rate them. */
export const angoffJudges = pgTable(
  "angoff_judges",
  {
    panelId: uuid()
      .notNull()
      .references(() => angoffPanels.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    invitedBy: uuid()
      .notNull()
      .references(() => users.id),
    invitedAt: moment().notNull(),
    /** Promised to tell nobody the questions; before that none is shown. */
    acceptedAt: moment(),
    withdrawnAt: moment(),
    withdrawnBy: uuid().references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.panelId, table.userId] }),
    index().on(table.userId),
    index().on(table.invitedBy),
    index().on(table.withdrawnBy),
  ],
);

/** Of 100 people just competent, how many a judge thinks would have an item right. */
export const angoffRatings = pgTable(
  "angoff_ratings",
  {
    panelId: uuid().notNull(),
    userId: uuid().notNull(),
    /** 1 or 2. */
    round: integer().notNull(),
    position: integer().notNull(),
    /** 0 to 100. */
    percent: integer().notNull(),
    ratedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.panelId, table.userId, table.round, table.position] }),
    foreignKey({
      columns: [table.panelId, table.userId],
      foreignColumns: [angoffJudges.panelId, angoffJudges.userId],
    }),
    foreignKey({
      columns: [table.panelId, table.position],
      foreignColumns: [angoffItems.panelId, angoffItems.position],
    }),
    index().on(table.panelId, table.position),
  ],
);

/** The result of a panel, published once; never updated or deleted (a trigger refuses). */
export const angoffResults = pgTable(
  "angoff_results",
  {
    panelId: uuid()
      .primaryKey()
      .references(() => angoffPanels.id),
    publishedBy: uuid()
      .notNull()
      .references(() => users.id),
    publishedAt: moment().notNull(),
    /** `PanelOutcome` of the psychometrics room. */
    body: jsonb().notNull(),
  },
  (table) => [index().on(table.publishedBy)],
);
