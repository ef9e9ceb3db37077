import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

const moment = () => timestamp({ withTimezone: true });

/** Countries, their first division (department, region) and municipalities, by official code. */
export const territories = pgTable(
  "territories",
  {
    /** `GT`, `GT-09`, `GT-0902`; `CL`, `CL-14`, `CL-14101`. */
    code: text().primaryKey(),
    country: text().notNull(),
    level: text({ enum: ["country", "division", "municipality"] }).notNull(),
    parentCode: text(),
    name: text().notNull(),
    alternateName: text(),
    iso: text(),
    timeZone: text().notNull(),
  },
  (table) => [index().on(table.parentCode), index().on(table.country, table.level)],
);

/** OneRoster org; a municipality's sourcedId is the code of its territory. */
export const organizations = pgTable(
  "organizations",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["municipality", "national"] }).notNull(),
    name: text().notNull(),
    territoryCode: text()
      .notNull()
      .references(() => territories.code),
  },
  (table) => [index().on(table.territoryCode)],
);

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    /** Log-in name, lower case. */
    username: text().notNull().unique(),
    /** Lower case; absent for people without an address. */
    email: text().unique(),
    emailVerifiedAt: moment(),
    fullName: text().notNull(),
    passwordHash: text(),
    language: text({ enum: ["es", "en"] })
      .notNull()
      .default("es"),
    organizationId: text().references(() => organizations.id),
    /** Made by `demo`: an installation with others refuses to be filled. */
    demonstration: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [index().on(table.organizationId)],
);

/** A name that was corrected: what it was, who changed it and why. Goes with the person's data. */
export const nameCorrections = pgTable(
  "name_corrections",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    previousName: text().notNull(),
    newName: text().notNull(),
    correctedBy: uuid()
      .notNull()
      .references(() => users.id),
    correctedAt: moment().notNull().defaultNow(),
    reason: text().notNull().default(""),
  },
  (table) => [index().on(table.userId), index().on(table.correctedBy)],
);

/** A person's data were erased: what is kept, and since when. */
export const erasures = pgTable("erasures", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  erasedAt: moment().notNull().defaultNow(),
});

/** Two accounts of one person, made one. */
export const merges = pgTable(
  "merges",
  {
    mergedUserId: uuid()
      .primaryKey()
      .references(() => users.id),
    keptUserId: uuid()
      .notNull()
      .references(() => users.id),
    mergedBy: uuid()
      .notNull()
      .references(() => users.id),
    mergedAt: moment().notNull().defaultNow(),
    reason: text().notNull(),
  },
  (table) => [index().on(table.keptUserId), index().on(table.mergedBy)],
);

/** Somebody with the right says that this person works in this municipality. */
export const affiliations = pgTable(
  "affiliations",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    organizationId: text()
      .notNull()
      .references(() => organizations.id),
    confirmedBy: uuid().references(() => users.id),
    confirmedAt: moment().notNull().defaultNow(),
    endedBy: uuid().references(() => users.id),
    endedAt: moment(),
  },
  (table) => [
    uniqueIndex("affiliations_one_current").on(table.userId).where(sql`ended_at is null`),
    index().on(table.organizationId),
    index().on(table.confirmedBy),
    index().on(table.endedBy),
  ],
);

export const roleAssignments = pgTable(
  "role_assignments",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text({
      enum: ["official", "trainer", "mentor", "coordinator", "manager", "auditor", "admin"],
    }).notNull(),
    /** The organization a coordinator coordinates. */
    organizationId: text().references(() => organizations.id),
    /** The course a trainer teaches; absent = every course. */
    courseSlug: text(),
    grantedBy: uuid().references(() => users.id),
    grantedAt: moment().notNull().defaultNow(),
    endedBy: uuid().references(() => users.id),
    endedAt: moment(),
  },
  (table) => [
    index().on(table.userId),
    index().on(table.organizationId),
    index().on(table.grantedBy),
    index().on(table.endedBy),
    check(
      "role_assignments_coordinator_scope",
      sql`role <> 'coordinator' or organization_id is not null`,
    ),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the token in the cookie, in hexadecimal. */
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull().defaultNow(),
    lastSeenAt: moment().notNull().defaultNow(),
    /** When the second factor was given in this session. */
    secondFactorAt: moment(),
    userAgent: text().notNull().default(""),
  },
  (table) => [index().on(table.userId), index().on(table.expiresAt)],
);

export const oneTimeTokens = pgTable(
  "one_time_tokens",
  {
    tokenHash: text().primaryKey(),
    purpose: text({
      enum: ["verify-email", "recover", "recover-in-hand", "first-administrator", "keep-form"],
    }).notNull(),
    userId: uuid().references(() => users.id),
    payload: jsonb().notNull().default({}),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [index().on(table.userId), index().on(table.expiresAt)],
);

export const secondFactors = pgTable("second_factors", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  /** TOTP secret, sealed with the installation's secret. */
  sealedSecret: text().notNull(),
  confirmedAt: moment(),
  /** Last 30-second step accepted, so that a code serves once. */
  lastStep: bigint({ mode: "number" }),
});

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    codeHash: text().notNull(),
    usedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** Counted events by key and window; see the limits' one table in `people/limits.ts`. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    endsAt: moment().notNull(),
  },
  (table) => [index().on(table.endsAt)],
);
