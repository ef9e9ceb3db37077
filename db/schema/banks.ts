import { sql } from "drizzle-orm";
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { itemVersions } from "./assessment.ts";
import { courses, files } from "./courses.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });
const course = () =>
  text()
    .notNull()
    .references(() => courses.slug);

/** An item of a course's bank that was written or imported here, not in `content/`. */
export const bankItems = pgTable(
  "bank_items",
  {
    courseSlug: course(),
    itemId: text().notNull(),
    /** The version that is asked now. */
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    /** What of that version is searched by. */
    interaction: text().notNull(),
    objective: text(),
    difficulty: text().notNull(),
    uses: text().array().notNull(),
    countries: text().array().notNull(),
    tags: text().array().notNull(),
    /** Id, title, prompt, options and tags, in lower case and without accents. */
    words: text().notNull(),
    createdAt: moment().notNull(),
    createdBy: uuid().references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.courseSlug, table.itemId] }),
    index().on(table.itemHash),
    index().on(table.createdBy),
  ],
);

/** A file of questions that was brought in; its state is in its moments. */
export const bankImports = pgTable(
  "bank_imports",
  {
    id: uuid().primaryKey(),
    courseSlug: course(),
    fileName: text().notNull(),
    /** As it was named, or found in the file once it was read. */
    format: text(),
    encoding: text(),
    /** SHA-256 of the file. */
    sourceHash: text().notNull(),
    /** The file itself, until it was taken. */
    fileHash: text().references(() => files.hash),
    /** `Defaults` of the banks room: for questions that do not say it themselves. */
    defaults: jsonb().notNull(),
    /** Why nothing of the file could be read, and where. */
    fault: text(),
    faultLine: integer(),
    /** Questions of the file; null until it was cut into them. */
    total: integer(),
    startedBy: uuid().references(() => users.id),
    startedAt: moment().notNull(),
    readAt: moment(),
    confirmedAt: moment(),
    finishedAt: moment(),
  },
  (table) => [
    index().on(table.courseSlug, table.startedAt),
    index().on(table.fileHash),
    index().on(table.startedBy),
  ],
);

/** One question of such a file, and what becomes of it. */
export const bankImportRows = pgTable(
  "bank_import_rows",
  {
    importId: uuid()
      .notNull()
      .references(() => bankImports.id, { onDelete: "cascade" }),
    /** From 1, in the order of the file. */
    position: integer().notNull(),
    line: integer().notNull(),
    outcome: text({ enum: ["added", "changed", "same", "refused", "skipped"] }).notNull(),
    /** Code of the reason, and what of the file it is about. */
    fault: text(),
    detail: text(),
    /** Codes of what was left out of it. */
    notes: text().array().notNull(),
    itemId: text(),
    title: text().notNull(),
    /** `AssessmentItem` to be taken; null once it was, and where there is nothing to take. */
    body: jsonb(),
    takenAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.position] })],
);

/** Each version of a bank's item: who, when, and from which file. Append-only. */
export const bankRevisions = pgTable(
  "bank_revisions",
  {
    id: uuid().primaryKey(),
    courseSlug: text().notNull(),
    itemId: text().notNull(),
    itemHash: text()
      .notNull()
      .references(() => itemVersions.hash),
    revisedBy: uuid().references(() => users.id),
    revisedAt: moment().notNull(),
    importId: uuid().references(() => bankImports.id),
    note: text(),
  },
  (table) => [
    foreignKey({
      columns: [table.courseSlug, table.itemId],
      foreignColumns: [bankItems.courseSlug, bankItems.itemId],
    }),
    index().on(table.courseSlug, table.itemId, table.revisedAt),
    index().on(table.itemHash),
    index().on(table.revisedBy),
    index().on(table.importId),
  ],
);

/** An item of a course, of `content/` or not, that is asked no more from then on. */
export const bankRetirements = pgTable(
  "bank_retirements",
  {
    id: uuid().primaryKey(),
    courseSlug: course(),
    itemId: text().notNull(),
    retiredBy: uuid().references(() => users.id),
    retiredAt: moment().notNull(),
    reason: text().notNull(),
    restoredBy: uuid().references(() => users.id),
    restoredAt: moment(),
  },
  (table) => [
    uniqueIndex("bank_retirements_standing")
      .on(table.courseSlug, table.itemId)
      .where(sql`restored_at is null`),
    index().on(table.courseSlug, table.itemId),
    index().on(table.retiredBy),
    index().on(table.restoredBy),
  ],
);

/** Two items of a course that say nearly the same, as the worker found them last. */
export const bankDuplicates = pgTable(
  "bank_duplicates",
  {
    courseSlug: course(),
    itemId: text().notNull(),
    otherId: text().notNull(),
    /** Jaccard similarity of their texts, 0 to 1. */
    similarity: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseSlug, table.itemId, table.otherId] })],
);
