import { sql } from "drizzle-orm";
import type { Transaction } from "#app/server/db.ts";

/**
 * Erases what was written about a person's answers and what they wrote about questions: marks
 * with their comments, drafts, appeals. What they had begun to mark of others' goes too; their
 * final marks stay, since others' results rest on them. Call it before the answers go.
 */
export async function forgetMarks(tx: Transaction, userId: string): Promise<void> {
  const own = sql`(select id from responses_to_mark where attempt_id in
    (select id from attempts where user_id = ${userId}))`;
  await tx.execute(
    sql`delete from mark_drafts where to_mark_id in ${own} or grader_id = ${userId}`,
  );
  await tx.execute(
    sql`delete from marking_claims where to_mark_id in ${own} or grader_id = ${userId}`,
  );
  await tx.execute(sql`delete from settled_scores where to_mark_id in ${own}`);
  await tx.execute(sql`update score_changes set mark_id = null where mark_id in
    (select id from marks where to_mark_id in ${own})`);
  await tx.execute(sql`delete from marks where to_mark_id in ${own}`);
  await tx.execute(sql`delete from responses_to_mark where id in ${own}`);
  const appeals = sql`(select id from item_appeals where attempt_id in
    (select id from attempts where user_id = ${userId}))`;
  await tx.execute(sql`delete from appeal_answers where appeal_id in ${appeals}`);
  await tx.execute(sql`delete from item_appeals where id in ${appeals}`);
}

/** Erases how a person's results changed: call it before their attempts go. */
export async function forgetChanges(tx: Transaction, userId: string): Promise<void> {
  const changes = sql`(select id from score_changes where attempt_id in
    (select id from attempts where user_id = ${userId}))`;
  await tx.execute(sql`delete from pass_decisions where change_id in ${changes}`);
  await tx.execute(sql`delete from score_changes where id in ${changes}`);
}
