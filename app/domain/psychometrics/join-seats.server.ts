import { sql } from "drizzle-orm";
import type { Transaction } from "#app/server/db.ts";

/**
 * Where two accounts of one person become one, the seats in panels go over with their ratings. In
 * a panel where both sit, the seat of the account that goes is withdrawn: nobody rates twice.
 */
export async function joinSeats(
  tx: Transaction,
  { actorId, gone, kept }: { actorId: string; gone: string; kept: string },
  now: Date,
): Promise<void> {
  const taken = await tx.execute<{ panel_id: string }>(sql`
    insert into angoff_judges
      (panel_id, user_id, invited_by, invited_at, accepted_at, withdrawn_at, withdrawn_by)
    select panel_id, ${kept}, invited_by, invited_at, accepted_at, withdrawn_at, withdrawn_by
    from angoff_judges where user_id = ${gone}
    on conflict (panel_id, user_id) do nothing returning panel_id`);
  const panels = taken.map(({ panel_id }) => panel_id);
  if (panels.length > 0) {
    await tx.execute(sql`update angoff_ratings set user_id = ${kept}
      where user_id = ${gone} and panel_id in ${panels}`);
    await tx.execute(sql`delete from angoff_judges
      where user_id = ${gone} and panel_id in ${panels}`);
  }
  await tx.execute(sql`
    update angoff_judges set withdrawn_at = ${now.toISOString()}::timestamptz,
      withdrawn_by = ${actorId}
    where user_id = ${gone} and withdrawn_at is null`);
}
