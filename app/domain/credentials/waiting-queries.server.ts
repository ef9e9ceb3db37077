import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import type { Waiting } from "./holding/waiting.ts";

/** Most of each that the page shows: the oldest, since they have waited longest. */
const SHOWN = 100;

/** Everything that waits, oldest first, at most a hundred of each. */
export async function waiting(db: Executor, viewer: Pick<Viewer, "id">): Promise<Waiting> {
  const [row] = await db.execute<Waiting & Record<string, unknown>>(sql`
    select
      (select coalesce(jsonb_agg(r order by r.at), '[]') from (
        select q.id, c.id credential, c.claims->>'name' as name,
          c.claims->'achievement'->>'title' title, q.reason, q.note, u.full_name as by,
          q.requested_at at, q.requested_by = ${viewer.id} own
        from revocation_requests q join credentials c on c.id = q.credential_id
        join users u on u.id = q.requested_by
        where q.decided_at is null order by q.requested_at limit ${SHOWN}) r) revocations,
      (select coalesce(jsonb_agg(n order by n.at), '[]') from (
        select c.id credential, c.claims->>'name' printed, q.name asked,
          c.claims->'achievement'->>'title' title, q.requested_at at
        from name_requests q join credentials c on c.id = q.credential_id
        where q.decided_at is null order by q.requested_at limit ${SHOWN}) n) names`);
  return row ? { revocations: row.revocations, names: row.names } : { revocations: [], names: [] };
}

/** How many things wait that this person may decide. */
export async function waitingFor(db: Executor, viewer: Pick<Viewer, "id">): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select (select count(*)::int from revocation_requests
        where decided_at is null and requested_by <> ${viewer.id})
      + (select count(*)::int from name_requests where decided_at is null) count`);
  return row?.count ?? 0;
}
