import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject, vi } from "vitest";
import { connect, type Database } from "#app/server/db.ts";
import { databaseUrl } from "./postgres.ts";

/** A database of this test file's own, with every statement it was sent. */
export interface TestDatabase extends Database {
  url: string;
  /** One entry a round trip; empty it before the act that is counted. */
  queries: string[];
}

/** Clones the migrated template (territories loaded); dropped after the file. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `${inject("template")}_${randomBytes(6).toString("hex")}`;
  await order(`create database ${name} template ${inject("template")}`);
  const url = databaseUrl(inject("adminUrl"), name);
  const queries: string[] = [];
  const db = connect(url, { onQuery: (text) => queries.push(text) });
  afterAll(async () => {
    await db.close();
    await dropWhenLeft(name);
  });
  return Object.assign(db, { url, queries });
}

/** The server's own vacuum may be in it for a moment, which nobody else can send away. */
export async function dropWhenLeft(name: string): Promise<void> {
  const drop = () => order(`drop database if exists ${name} with (force)`);
  await vi.waitFor(drop, { timeout: 8000, interval: 200 });
}

async function order(statement: string): Promise<void> {
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
