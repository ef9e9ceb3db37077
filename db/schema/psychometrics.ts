import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { courses, editions } from "./courses.ts";

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
