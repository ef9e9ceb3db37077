import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { files } from "./courses.ts";
import { credentials } from "./credentials.ts";

const moment = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Every DID under which this installation has issued: another address is another DID. */
export const issuers = pgTable("issuers", {
  /** did:web of the origin. */
  did: text().primaryKey(),
  origin: text().notNull().unique(),
  firstUsedAt: moment().notNull().defaultNow(),
});

/** Public halves of the issuer's keys, as the DID document lists them: added and retired, never removed. */
export const issuerKeys = pgTable("issuer_keys", {
  /** Fragment of its address in the DID document. */
  id: text().primaryKey(),
  algorithm: text({ enum: ["Ed25519", "ES256"] }).notNull(),
  publicJwk: jsonb().notNull(),
  createdAt: moment().notNull(),
  /** When its private half was destroyed. */
  retiredAt: moment(),
  /** Since when somebody else may have signed with it. */
  compromisedSince: moment(),
});

/** Other issuers that we know: what a person is told of them comes from here. */
export const knownIssuers = pgTable("known_issuers", {
  did: text().primaryKey(),
  name: text().notNull(),
  addedAt: moment().notNull().defaultNow(),
});

/** Bitstring Status List 1.0: a list, whose bits are those of `credential_statuses`. */
export const statusLists = pgTable("status_lists", {
  /** As in its address. */
  id: text().primaryKey(),
  purpose: text({ enum: ["revocation", "suspension"] }).notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** A credential's place in a list, reserved with the credential; a bit that is set says its purpose. */
export const credentialStatuses = pgTable(
  "credential_statuses",
  {
    credentialId: text()
      .primaryKey()
      .references(() => credentials.id),
    listId: text()
      .notNull()
      .references(() => statusLists.id),
    /** From 0; drawn at random, so that it does not tell who was issued after whom. */
    index: integer().notNull(),
    isSet: boolean().notNull().default(false),
  },
  (table) => [
    unique().on(table.listId, table.index),
    index("credential_statuses_set").on(table.listId, table.index).where(sql`is_set`),
  ],
);

/** A list as it was last signed under a DID, and until when a copy may be believed. */
export const statusListDocuments = pgTable(
  "status_list_documents",
  {
    listId: text()
      .notNull()
      .references(() => statusLists.id),
    issuer: text()
      .notNull()
      .references(() => issuers.did),
    /** SHA-256 of the bits that it says. */
    bitsHash: bytea().notNull(),
    /** The signed credential, as it is published. */
    document: text().notNull(),
    /** The same as `vc+jwt`; null = signed before lists had one. */
    jwt: text(),
    signedAt: moment().notNull(),
    validUntil: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.listId, table.issuer] }), index().on(table.issuer)],
);

/** What was signed of a certificate's claims, byte for byte as it is published. Erasure empties it. */
export const signedCredentials = pgTable(
  "signed_credentials",
  {
    credentialId: text()
      .primaryKey()
      .references(() => credentials.id),
    issuer: text()
      .notNull()
      .references(() => issuers.did),
    /** JSON-LD with its proof; null = erased. */
    document: text(),
    /** `vc+jwt`; null = erased. */
    jwt: text(),
    /** SHA-256 of `document`, hexadecimal; null = erased. */
    hash: text(),
    signedAt: moment().notNull(),
  },
  (table) => [index().on(table.issuer)],
);

/** The files that go with a signed certificate, stored once. */
export const publishedCredentials = pgTable(
  "published_credentials",
  {
    credentialId: text()
      .primaryKey()
      .references(() => credentials.id),
    /** What follows the stored PDF's bytes: the credential attached, and the signature. */
    pdfUpdateHash: text()
      .notNull()
      .references(() => files.hash),
    /** The badge without a credential in it; one for all who hold the same. */
    badgeSvgHash: text()
      .notNull()
      .references(() => files.hash),
    badgePngHash: text()
      .notNull()
      .references(() => files.hash),
    publishedAt: moment().notNull(),
  },
  (table) => [
    index().on(table.pdfUpdateHash),
    index().on(table.badgeSvgHash),
    index().on(table.badgePngHash),
  ],
);

/** A check of many certificates at once, for whoever has its address. */
export const bulkVerifications = pgTable(
  "bulk_verifications",
  {
    /** 128 random bits, base64url. */
    id: text().primaryKey(),
    createdAt: moment().notNull().defaultNow(),
    /** What was sent; null once it was worked through. */
    inputHash: text().references(() => files.hash),
    /** Rows of it. */
    total: integer().notNull(),
    finishedAt: moment(),
    /** Signed, when finished: a JWS with one row for each. */
    report: text(),
  },
  (table) => [index().on(table.inputHash), index().on(table.createdAt)],
);

/** One row of it: what was sent, and the verdict. */
export const bulkVerificationRows = pgTable(
  "bulk_verification_rows",
  {
    bulkId: text()
      .notNull()
      .references(() => bulkVerifications.id, { onDelete: "cascade" }),
    /** From 1. */
    position: integer().notNull(),
    /** The link of the CSV, or the file's name. */
    source: text().notNull(),
    /** Verdict, rows and what may be shown; null until it was looked at. */
    outcome: jsonb(),
  },
  (table) => [primaryKey({ columns: [table.bulkId, table.position] })],
);
