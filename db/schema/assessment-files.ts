import { customType, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { attempts } from "./assessment.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * A file that a person sent as an answer in an attempt of theirs; never changed. The answers that
 * have it hold its id (`responses.response`); one taken out of its answer stays, since an earlier
 * answer may be the one that counts.
 */
export const responseFiles = pgTable(
  "response_files",
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    itemId: text().notNull(),
    /** As its sender named it, without what a name cannot have. */
    name: text().notNull(),
    /** By what it holds. */
    mediaType: text().notNull(),
    size: integer().notNull(),
    bytes: bytea().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index().on(table.attemptId, table.itemId)],
);
