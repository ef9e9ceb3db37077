import { loadReference } from "#app/domain/people/reference.server.ts";
import { connect } from "../db.ts";
import { migrateToLatest } from "../migrate.ts";

/** Brings the database at `url` to this version's schema, with the territories in it. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrateToLatest(url);
  const db = connect(url, { max: 1 });
  await loadReference(db).finally(() => db.close());
}
