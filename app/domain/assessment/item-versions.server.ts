import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "#app/server/db.ts";
import { editionItems, itemVersions } from "#db/schema/assessment.ts";
import type { AssessmentItem } from "./item.ts";

/** SHA-256, in hexadecimal, of an item's content whatever the order of its fields. */
function itemHash(item: AssessmentItem): string {
  return createHash("sha256").update(canonical(item)).digest("hex");
}

/**
 * Keeps the versions of these items, once; answers the hash of each in their order. An id that
 * comes twice is a bug of the caller.
 */
export async function keepVersions(
  tx: Transaction,
  items: readonly AssessmentItem[],
): Promise<{ hash: string; itemId: string }[]> {
  if (items.length === 0) return [];
  const versions = items.map((item) => ({ hash: itemHash(item), itemId: item.id, body: item }));
  await tx.insert(itemVersions).values(versions).onConflictDoNothing();
  return versions.map(({ hash, itemId }) => ({ hash, itemId }));
}

/**
 * Keeps the versions of these items and says that the edition uses them. The
 * same items again change nothing.
 */
export async function storeItems(
  tx: Transaction,
  editionId: string,
  items: readonly AssessmentItem[],
): Promise<void> {
  const versions = await keepVersions(tx, items);
  if (versions.length === 0) return;
  await tx
    .insert(editionItems)
    .values(versions.map(({ hash, itemId }) => ({ editionId, itemId, itemHash: hash })))
    .onConflictDoNothing();
}

/** Keeps a version that no edition asks; answers its hash. */
export async function keepVersion(tx: Transaction, item: AssessmentItem): Promise<string> {
  const hash = itemHash(item);
  await tx.insert(itemVersions).values({ hash, itemId: item.id, body: item }).onConflictDoNothing();
  return hash;
}

/** Versions never change, so that one read is good for ever; the oldest leave first. */
const kept = new Map<string, AssessmentItem>();
const MOST_KEPT = 5000;

/** The item versions of these hashes; only those this process has not seen are asked for. */
export async function itemsByHash(
  db: Executor,
  hashes: readonly string[],
): Promise<Map<string, AssessmentItem>> {
  const found = new Map<string, AssessmentItem>();
  for (const hash of hashes) {
    const item = kept.get(hash);
    if (item) found.set(hash, item);
  }
  const missing = [...new Set(hashes)].filter((hash) => !found.has(hash));
  if (missing.length > 0) {
    const rows = await db.execute<{ hash: string; body: AssessmentItem }>(
      sql`select hash, body from item_versions where hash in ${missing}`,
    );
    for (const { hash, body } of rows) found.set(hash, body);
    keepItems(found);
    const lost = missing.find((hash) => !found.has(hash));
    if (lost) throw new Error(`There is no item version ${lost}`);
  }
  return found;
}

/** Keeps versions that came with another query. */
function keepItems(items: ReadonlyMap<string, AssessmentItem>): void {
  for (const [hash, item] of items) kept.set(hash, item);
  for (const hash of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(hash);
  }
}

/** JSON with its keys in order, since jsonb keeps its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
