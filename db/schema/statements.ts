import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

const moment = () => timestamp({ withTimezone: true });

/**
 * xAPI-shaped record of what happened: opaque ids only, inserted in the
 * transaction of the change, never updated or deleted (a trigger refuses).
 */
export const statements = pgTable(
  "statements",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** Who did it; null = the system. No reference: the record outlives the account. */
    actorId: uuid(),
    verb: text().notNull(),
    /** Type and id of what it was done to: `lesson`, `datos-abiertos/una-fila-un-hecho`. */
    objectType: text().notNull(),
    objectId: text().notNull(),
    /** xAPI result and context: numbers, codes and opaque ids. */
    result: jsonb().notNull().default({}),
    storedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    index().on(table.actorId),
    index().on(table.verb, table.id),
    index().on(table.objectType, table.objectId),
  ],
);

/** A link of the hash chain: the statements from one id to another, and the link before. */
export const statementSeals = pgTable("statement_seals", {
  id: bigserial({ mode: "number" }).primaryKey(),
  firstId: bigint({ mode: "number" }).notNull(),
  lastId: bigint({ mode: "number" }).notNull(),
  count: integer().notNull(),
  previousHash: text().notNull(),
  hash: text().notNull(),
  sealedAt: moment().notNull().defaultNow(),
});
