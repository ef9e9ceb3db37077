import { sql } from "drizzle-orm";
import type { Executor } from "#app/server/db.ts";
import type { PanelItem, Rating } from "./panel.ts";

export interface PanelFacts {
  items: PanelItem[];
  /** Those who were not withdrawn. */
  judges: string[];
  ratings: Rating[];
}

/** All that a panel's outcome rests on. */
export async function panelFacts(db: Executor, panelId: string): Promise<PanelFacts> {
  const [row] = await db.execute<{
    items: PanelItem[] | null;
    judges: string[] | null;
    ratings: Rating[] | null;
  }>(sql`select ${panelFactsOf(panelId)}`);
  const { items, judges, ratings } = row ?? {};
  return { items: items ?? [], judges: judges ?? [], ratings: ratings ?? [] };
}

/** The same as columns of another query. */
export const panelFactsOf = (panelId: string) => sql`
  (select json_agg(json_build_object('position', position, 'hash', item_hash, 'weight', weight)
    order by position) from angoff_items where panel_id = ${panelId}) as items,
  (select json_agg(user_id order by invited_at, user_id) from angoff_judges
    where panel_id = ${panelId} and withdrawn_at is null) as judges,
  (select json_agg(json_build_object('judge', user_id, 'round', round, 'position', position,
      'percent', percent)) from angoff_ratings where panel_id = ${panelId}) as ratings`;
