import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Database, type Executor, executePrepared } from "#app/server/db.ts";

/** The id of the issued certificate with this code (without hyphens), or null. */
export async function idOfCode(db: Executor, code: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from credentials where code = ${code} and issued_at is not null`);
  return row?.id ?? null;
}

/**
 * What a page that shows a certificate depends on: what was done with it, its status list and
 * the keys, whether it is still in force, and the minute, since the page says when it was
 * checked. Null when there is nothing to keep, or the database could not be asked.
 */
export async function registerVersion(db: Database, id: string): Promise<string | null> {
  try {
    const [row] = await executePrepared<{ version: string }>(
      db,
      sql`
      select concat_ws(' ', g.signed_at, r.revoked_at, r.reason, u.suspended_at, c.superseded_at,
        d.signed_at, o.entry_index, h.shared_at, (select max(retired_at) from issuer_keys),
        coalesce(c.expires_at <= now(), false), date_trunc('minute', now())) as version
      from credentials c
      join signed_credentials g on g.credential_id = c.id and g.document is not null
      left join credential_statuses s on s.credential_id = c.id
      left join status_list_documents d on d.list_id = s.list_id and d.issuer = g.issuer
      left join revocations r on r.credential_id = c.id
      left join suspensions u on u.credential_id = c.id and u.lifted_at is null
      left join log_openings o on o.credential_id = c.id
      left join credential_shares h on h.credential_id = c.id
      where c.id = ${id} and c.issued_at is not null`,
    );
    return row?.version ?? null;
  } catch {
    return null;
  }
}

/** What a holder reads before confirming the name: the certificate, the name known, the municipality. */
export interface ConfirmationFacts extends Record<string, unknown> {
  title: string;
  name: string;
  issued: boolean;
  place: { name: string; confirmed: boolean } | null;
}

/** The same, or null when the certificate is not the viewer's. */
export async function confirmationFacts(
  db: Executor,
  viewer: Pick<Viewer, "id">,
  id: string,
): Promise<ConfirmationFacts | null> {
  const [row] = await db.execute<ConfirmationFacts>(sql`
    select a.body->>'title' title, u.full_name as name, c.issued_at is not null issued,
      case when t.code is null then null else jsonb_build_object('name', t.name,
        'confirmed', f.id is not null) end place
    from credentials c
    join achievements a on a.id = c.achievement_id and a.edition = c.achievement_edition
    join users u on u.id = ${viewer.id}
    left join affiliations f on f.user_id = u.id and f.ended_at is null
    left join organizations o on o.id = coalesce(f.organization_id, u.organization_id)
      and o.kind = 'municipality'
    left join territories t on t.code = o.territory_code
    where c.id = ${id} and c.user_id in (
      select ${viewer.id}::uuid
      union all select merged_user_id from merges where kept_user_id = ${viewer.id})`);
  return row ?? null;
}
