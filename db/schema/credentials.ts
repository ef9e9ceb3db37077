import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
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
import { files } from "./courses.ts";
import { users } from "./people.ts";

const moment = () => timestamp({ withTimezone: true });

/** OB 3.0 Achievement, one row an edition of it; never changed once somebody holds it. */
export const achievements = pgTable(
  "achievements",
  {
    id: text().notNull(),
    edition: integer().notNull(),
    kind: text({ enum: ["course", "program"] }).notNull(),
    /** Slug of the course, or id of the pathway. */
    subject: text().notNull(),
    /** `Achievement` of the credentials room: title, criteria, hours, competencies. */
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.edition] })],
);

/**
 * One certificate. It begins as an intent (id and code reserved when the last
 * requirement is met), is issued when the person confirms the printed name, and
 * from then on its claims and PDF never change.
 */
export const credentials = pgTable(
  "credentials",
  {
    /** 128 random bits, base64url. */
    id: text().primaryKey(),
    /** What a person can type: 12 characters of Crockford's base 32. */
    code: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    achievementId: text().notNull(),
    achievementEdition: integer().notNull(),
    intendedAt: moment().notNull().defaultNow(),
    issuedAt: moment(),
    /** Frozen `Claims` of the credentials room. */
    claims: jsonb(),
    expiresAt: moment(),
    /** The person's municipality when it was issued. */
    organizationId: text(),
    pdfHash: text().references(() => files.hash),
    mailedAt: moment(),
    /** Issued with no PUBLIC_URL set. */
    trial: boolean().notNull().default(false),
    /** When a successor took its place (`successions`). */
    supersededAt: moment(),
  },
  (table) => [
    foreignKey({
      columns: [table.achievementId, table.achievementEdition],
      foreignColumns: [achievements.id, achievements.edition],
    }),
    uniqueIndex("credentials_exactly_one")
      .on(table.userId, table.achievementId, table.achievementEdition)
      .where(sql`superseded_at is null`),
    index().on(table.achievementId, table.achievementEdition),
    index().on(table.pdfHash),
    // Holds all that counting towards the goal reads, so that it never touches the claims.
    index("credentials_issued")
      .on(table.achievementId, table.userId, table.issuedAt, table.expiresAt, table.id)
      .where(sql`issued_at is not null`),
    index("credentials_latest").on(table.issuedAt).where(sql`issued_at is not null`),
  ],
);

export const revocations = pgTable(
  "revocations",
  {
    credentialId: text()
      .primaryKey()
      .references(() => credentials.id),
    revokedBy: uuid()
      .notNull()
      .references(() => users.id),
    revokedAt: moment().notNull().defaultNow(),
    /** `RevocationReason` of the credentials room: what anybody who verifies is told. */
    reason: text().notNull(),
    /** What happened, for those who manage the programme. */
    note: text().notNull().default(""),
  },
  (table) => [index().on(table.revokedBy)],
);

/** A revocation beyond those that one person may do alone in a day, until another decides. */
export const revocationRequests = pgTable(
  "revocation_requests",
  {
    id: uuid().primaryKey(),
    credentialId: text()
      .notNull()
      .references(() => credentials.id),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    requestedAt: moment().notNull(),
    /** As in `revocations`. */
    reason: text().notNull(),
    note: text().notNull().default(""),
    decidedBy: uuid().references(() => users.id),
    decidedAt: moment(),
    approved: boolean(),
  },
  (table) => [
    uniqueIndex("revocation_requests_open").on(table.credentialId).where(sql`decided_at is null`),
    index().on(table.credentialId),
    index().on(table.requestedBy, table.requestedAt),
    index().on(table.decidedBy),
  ],
);

/** A certificate that does not count for a while; open until it is lifted. */
export const suspensions = pgTable(
  "suspensions",
  {
    id: uuid().primaryKey(),
    credentialId: text()
      .notNull()
      .references(() => credentials.id),
    suspendedBy: uuid()
      .notNull()
      .references(() => users.id),
    suspendedAt: moment().notNull(),
    /** What happened, for those who manage the programme. */
    note: text().notNull().default(""),
    liftedBy: uuid().references(() => users.id),
    liftedAt: moment(),
    liftedNote: text().notNull().default(""),
  },
  (table) => [
    uniqueIndex("suspensions_open").on(table.credentialId).where(sql`lifted_at is null`),
    index().on(table.credentialId),
    index().on(table.suspendedBy),
    index().on(table.liftedBy),
  ],
);

/** A certificate that took the place of another of the same person and achievement. */
export const successions = pgTable(
  "successions",
  {
    predecessorId: text()
      .primaryKey()
      .references(() => credentials.id),
    successorId: text()
      .notNull()
      .unique()
      .references(() => credentials.id),
    reason: text({ enum: ["name", "reissue"] }).notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => users.id),
    madeAt: moment().notNull(),
    note: text().notNull().default(""),
  },
  (table) => [index().on(table.madeBy)],
);

/** Another name that a holder asks for on a certificate, until somebody decides. */
export const nameRequests = pgTable(
  "name_requests",
  {
    id: uuid().primaryKey(),
    credentialId: text()
      .notNull()
      .references(() => credentials.id),
    name: text().notNull(),
    /** Why, in the holder's words. */
    why: text().notNull().default(""),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    requestedAt: moment().notNull(),
    decidedBy: uuid().references(() => users.id),
    decidedAt: moment(),
    approved: boolean(),
    /** What the holder is told by who declined it. */
    answer: text().notNull().default(""),
  },
  (table) => [
    uniqueIndex("name_requests_open").on(table.credentialId).where(sql`decided_at is null`),
    index().on(table.credentialId),
    index().on(table.requestedBy),
    index().on(table.decidedBy),
  ],
);

/** A certificate that its holder shows on cards and in lists; not one that has no row here. */
export const credentialShares = pgTable("credential_shares", {
  credentialId: text()
    .primaryKey()
    .references(() => credentials.id),
  sharedAt: moment().notNull(),
});
