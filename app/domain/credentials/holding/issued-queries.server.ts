import { type SQL, sql } from "drizzle-orm";
import { organizationsReached } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { type IssuedDetails, type IssuedView, TRACED } from "../issued.ts";
import { type Achievement, statusPurposeOf } from "../issuing/achievement.ts";
import type { Claims } from "../issuing/claims.ts";
import { readLookup } from "../issuing/code.ts";
import { isRevocationReason, type RevocationReason } from "../revocation-reason.ts";
import type { StatusPurpose } from "../status/status-entry.ts";
import type { StandingFacts } from "./standing.ts";
import { type StandingRow, standingColumns, standingFacts } from "./standing-facts.server.ts";

/** What the database knows of it: where it stands is worked out for a moment. */
type Unjudged<View extends IssuedView> = Omit<View, "standing"> & { facts: StandingFacts };

/** Certificates on one page of the list. */
const PAGE = 50;

/**
 * The issued certificates that the viewer's right reaches, newest first, 50 a page. The
 * search is a code, an id, a link, or part of a printed name (accents and case aside).
 */
export async function issuedCredentials(
  db: Executor,
  viewer: Viewer,
  search: string,
  page: number,
): Promise<{ found: Unjudged<IssuedView>[]; more: boolean }> {
  const rows = await db.execute<StandingRow & { id: string; claims: Claims }>(sql`
    select c.id, c.claims, ${standingColumns} from credentials c
    where c.issued_at is not null and ${reachedBy(viewer)} and ${matching(search)}
    order by c.issued_at desc, c.id limit ${PAGE + 1} offset ${(page - 1) * PAGE}`);
  const found = rows.slice(0, PAGE).map(({ id, claims, ...row }) => {
    return { id, claims, facts: standingFacts(row) };
  });
  return { found, more: rows.length > PAGE };
}

/** One of them that the viewer's right reaches, or null. */
export async function issuedCredential(
  db: Executor,
  viewer: Viewer,
  id: string,
): Promise<Unjudged<IssuedDetails> | null> {
  const [row] = await db.execute<DetailsRow>(sql`
    select c.id, c.claims, ${standingColumns}, a.kind,
      (select l.purpose from credential_statuses s join status_lists l on l.id = s.list_id
        where s.credential_id = c.id) purpose,
      (select jsonb_build_object('by', u.full_name, 'at', r.revoked_at, 'note', r.note,
          'reason', r.reason, 'approvedBy', (select v.full_name from revocation_requests q
            join users v on v.id = q.decided_by where q.credential_id = c.id and q.approved))
        from revocations r join users u on u.id = r.revoked_by
        where r.credential_id = c.id) revocation,
      (select jsonb_build_object('by', u.full_name, 'at', q.requested_at, 'note', q.note,
          'reason', q.reason) from revocation_requests q join users u on u.id = q.requested_by
        where q.credential_id = c.id and q.decided_at is null) asked,
      (select coalesce(jsonb_agg(jsonb_build_object('by', u.full_name, 'at', s.suspended_at,
          'note', s.note, 'lifted', case when s.lifted_at is not null then jsonb_build_object(
            'by', v.full_name, 'at', s.lifted_at, 'note', s.lifted_note) end)
          order by s.suspended_at desc), '[]')
        from suspensions s join users u on u.id = s.suspended_by
        left join users v on v.id = s.lifted_by where s.credential_id = c.id) suspensions,
      (select jsonb_build_object('id', s.successor_id, 'by', u.full_name, 'at', s.made_at,
          'note', s.note, 'reason', s.reason) from successions s join users u on u.id = s.made_by
        where s.predecessor_id = c.id) successor,
      (select jsonb_build_object('id', s.predecessor_id) from successions s
        where s.successor_id = c.id) predecessor,
      (select jsonb_build_object('name', q.name, 'why', q.why, 'at', q.requested_at)
        from name_requests q where q.credential_id = c.id and q.decided_at is null) "nameRequest",
      (select coalesce(jsonb_agg(jsonb_build_object('verb', s.verb, 'at', s.stored_at,
          'by', u.full_name, 'what', s.result->>'what') order by s.id), '[]')
        from statements s left join users u on u.id = s.actor_id
        where s.object_type = 'credential' and s.object_id = c.id
          and s.verb in (${sql.join(
            TRACED.map((verb) => sql`${verb}`),
            sql`, `,
          )})) trace
    from credentials c
    join achievements a on a.id = c.achievement_id and a.edition = c.achievement_edition
    where c.id = ${id} and c.issued_at is not null and ${reachedBy(viewer)}`);
  if (!row) return null;
  const { revokedAt, suspendedAt, supersededAt, expiresAt, purpose, kind, ...details } = row;
  const facts = standingFacts({ revokedAt, suspendedAt, supersededAt, expiresAt });
  const suspendable = (purpose ?? statusPurposeOf({ kind })) === "suspension";
  const { revocation, asked } = details;
  return {
    ...details,
    ...{ facts, suspendable },
    revocation: revocation && { ...revocation, reason: reasonOf(revocation.reason) },
    asked: asked && { ...asked, reason: reasonOf(asked.reason) },
  };
}

type DetailsRow = Omit<IssuedDetails, "standing" | "suspendable"> &
  StandingRow & {
    purpose: StatusPurpose | null;
    kind: Achievement["kind"];
  } & Record<string, unknown>;

const reasonOf = (reason: unknown): RevocationReason =>
  isRevocationReason(reason) ? reason : "other";

function reachedBy(viewer: Viewer): SQL {
  const reached = organizationsReached(viewer, "see-credentials");
  return reached === "all"
    ? sql`true`
    : sql`c.organization_id in (select jsonb_array_elements_text(${JSON.stringify(reached)}::jsonb))`;
}

function matching(search: string): SQL {
  const text = search.trim();
  if (text === "") return sql`true`;
  const lookup = readLookup(text);
  if (lookup.by === "code") return sql`c.code = ${lookup.code}`;
  if (lookup.by === "id") return sql`c.id = ${lookup.id}`;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`${plain(sql`c.claims->>'name'`)} like ${plain(sql`${pattern}::text`)}`;
}

/** Lower case without the accents of Spanish and of the Mayan alphabets. */
const plain = (text: SQL): SQL =>
  sql`translate(lower(${text}), 'áéíóúüñäëïöàèìòùâêîôûʼ’', 'aeiouunaeioaeiouaeiou''''')`;
