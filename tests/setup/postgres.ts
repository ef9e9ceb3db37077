import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { loadReference } from "#app/domain/people/reference.server.ts";
import { connect } from "#app/server/db.ts";
import { migrateToLatest } from "#app/server/migrate.ts";
import { startEmbedded } from "#app/server/postgres/embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server's database from which clones are ordered. */
    adminUrl: string;
    template: string;
  }
}

/** One real server for the run (TEST_DATABASE_URL, else an embedded one), with a migrated template. */
export default async function setup(project: TestProject) {
  const server = await startServer();
  const template = `cabildo_template_${process.pid}`;
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${template} template template0`);
  const url = databaseUrl(server.url, template);
  await migrateToLatest(url);
  const db = connect(url, { max: 1 });
  await loadReference(db);
  await db.close();
  project.provide("adminUrl", server.url);
  project.provide("template", template);

  return async () => {
    const left = await admin`select datname from pg_database where datname like ${`${template}%`}`;
    for (const { datname } of left) await admin.unsafe(`drop database ${datname} with (force)`);
    await admin.end();
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const dir = mkdtempSync(join(tmpdir(), "cabildo-tests-"));
  // Clones by the hundred: durability would only cost time, and no test here is about it.
  const settings = { fsync: "off", max_connections: "200" };
  const embedded = await startEmbedded(join(dir, "postgres"), () => {}, { settings });
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
