import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  customType,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { credentials } from "./credentials.ts";

const moment = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The public log of issued credentials: an entry is a salted hash. Inserted only (a trigger refuses). */
export const logEntries = pgTable("log_entries", {
  /** From 0, without gaps. */
  index: bigint({ mode: "number" }).primaryKey(),
  /** `entryOf` of the credentials room, 32 bytes. */
  data: bytea().notNull(),
});

/**
 * What opens an entry: the salt and the facts. Erasure takes the salt and the hash of the
 * credential, and leaves that the credential was logged once. A row without an entry waits.
 */
export const logOpenings = pgTable(
  "log_openings",
  {
    credentialId: text()
      .primaryKey()
      .references(() => credentials.id),
    /** The order in which entries were asked for. */
    position: bigserial({ mode: "number" }).notNull().unique(),
    /** SHA-256 of the signed credential's bytes, hexadecimal; null = erased. */
    credentialHash: text(),
    /** 32 random bytes; null = erased. */
    salt: bytea(),
    entryIndex: bigint({ mode: "number" })
      .unique()
      .references(() => logEntries.index),
    /** To the second, as the entry has it. */
    loggedAt: moment(),
  },
  (table) => [index("log_openings_waiting").on(table.position).where(sql`entry_index is null`)],
);

/** A full tile of the tree (C2SP tlog-tiles), which never changes again. Inserted only. */
export const logTiles = pgTable(
  "log_tiles",
  {
    level: smallint().notNull(),
    index: bigint({ mode: "number" }).notNull(),
    /** 256 hashes, 8,192 bytes. */
    hashes: bytea().notNull(),
    /** Root over them: one hash of the level above. */
    root: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

/** Every checkpoint ever signed (C2SP tlog-checkpoint), one a size. Inserted only. */
export const logCheckpoints = pgTable("log_checkpoints", {
  /** Entries in the tree. */
  size: bigint({ mode: "number" }).primaryKey(),
  root: bytea().notNull(),
  /** The signed note, as it is published. */
  note: text().notNull(),
  /** The key that verifies it, as verifiers write it. */
  verifierKey: text().notNull(),
  signedAt: moment().notNull(),
});
