import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** The programme this installation serves, and its goal. One row. */
export const programs = pgTable(
  "programs",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** ISO 3166-1 codes: GT, CL. */
    countries: text().array().notNull(),
    /** Distinct certified people to reach. */
    goal: integer().notNull().default(5000),
    startsOn: date().notNull(),
    years: integer().notNull().default(4),
    /** Achievement that counts towards the goal. */
    achievementId: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [index().on(table.createdBy)],
);

/** A requirement of the pathway that a person has met, with what shows it. */
export const requirementResults = pgTable(
  "requirement_results",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    pathwayId: text().notNull(),
    /** `exam:<course>`, `exercise:<course>` or `project:<course>`. */
    requirement: text().notNull(),
    metAt: moment().notNull().defaultNow(),
    evidence: jsonb().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.userId, table.pathwayId, table.requirement] })],
);
