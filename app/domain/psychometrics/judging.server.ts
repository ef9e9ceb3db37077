import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { done, type Result, refused } from "#app/kernel/result.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { type PanelState, stateOf } from "./panel.ts";

/** Not a judge of it; or it is over, or in another round than the page was. */
export type JudgingRefusal = "no-panel" | "closed" | "other-round";

/** The judge promises to tell nobody the questions, and sees them from now on. Twice is once. */
export function acceptJudging(
  db: Database,
  actor: Pick<Viewer, "id">,
  panelId: string,
  now: Date,
): Promise<Result<null, JudgingRefusal>> {
  return asJudge(db, actor, panelId, async (tx, { accepted }) => {
    if (accepted) return done(null);
    await tx.execute(sql`
      update angoff_judges set accepted_at = ${now.toISOString()}::timestamptz
      where panel_id = ${panelId} and user_id = ${actor.id}`);
    const what = { objectType: "angoff-panel", objectId: panelId };
    await record(tx, { actorId: actor.id, verb: "initialized", ...what });
    return done(null);
  });
}

export interface GivenRatings {
  /** The round that the page showed. */
  round: 1 | 2;
  /** By the items' places; null takes back what was rated in this round. */
  percents: ReadonlyMap<number, number | null>;
}

/**
 * Keeps a judge's ratings of some items, as far as they have come. Refused when the round
 * has changed since the page was made: what was typed was not typed with the others'
 * ratings in view. A place that the panel does not have is passed over.
 */
export function saveRatings(
  db: Database,
  actor: Pick<Viewer, "id">,
  panelId: string,
  { round, percents }: GivenRatings,
  now: Date,
): Promise<Result<null, JudgingRefusal>> {
  return asJudge(db, actor, panelId, async (tx, { state, accepted }) => {
    if (!accepted) return refused("no-panel");
    if (state !== `round-${round}`) return refused("other-round");
    const rows = [...percents].map(([position, percent]) => ({ position, percent }));
    const saved = await tx.execute(sql`
      with given as (
        select position, percent
        from json_to_recordset(${JSON.stringify(rows)}::json) as given(position int, percent int)
        join angoff_items using (position) where panel_id = ${panelId}
      ), taken_back as (
        delete from angoff_ratings where panel_id = ${panelId} and user_id = ${actor.id}
          and round = ${round} and position in (select position from given where percent is null)
      )
      insert into angoff_ratings (panel_id, user_id, round, position, percent, rated_at)
      select ${panelId}, ${actor.id}, ${round}, position, percent,
        ${now.toISOString()}::timestamptz from given where percent is not null
      on conflict (panel_id, user_id, round, position) do update
        set percent = excluded.percent, rated_at = excluded.rated_at
        where angoff_ratings.percent <> excluded.percent
      returning 1`);
    await record(tx, {
      actorId: actor.id,
      verb: "answered",
      objectType: "angoff-panel",
      objectId: panelId,
      result: { round, changed: saved.length },
    });
    return done(null);
  });
}

interface JudgeRow {
  state: PanelState;
  accepted: boolean;
}

/** The panel's row is held by its key: closing a round waits for who is saving. */
function asJudge(
  db: Database,
  actor: Pick<Viewer, "id">,
  panelId: string,
  change: (tx: Transaction, judge: JudgeRow) => Promise<Result<null, JudgingRefusal>>,
): Promise<Result<null, JudgingRefusal>> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select from angoff_panels where id = ${panelId} for key share`);
    const [row] = await tx.execute<{
      accepted: boolean;
      closed: string | null;
      at: string | null;
    }>(sql`
      select accepted_at is not null as accepted, round_one_closed_at as closed,
        published_at as at
      from angoff_judges as judge join angoff_panels on id = judge.panel_id
      left join angoff_results on angoff_results.panel_id = id
      where id = ${panelId} and user_id = ${actor.id} and withdrawn_at is null`);
    if (!row) return refused("no-panel");
    const state = stateOf({ roundOneClosedAt: row.closed, publishedAt: row.at });
    if (state === "published") return refused("closed");
    return change(tx, { state, accepted: row.accepted });
  });
}
