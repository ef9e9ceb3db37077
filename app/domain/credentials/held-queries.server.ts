import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { type Question, question } from "#app/server/question.ts";
import type { NameRequestView } from "./held.ts";
import type { StandingFacts } from "./holding/standing.ts";
import {
  type StandingRow,
  standingColumns,
  standingFacts,
} from "./holding/standing-facts.server.ts";
import { accountsOf } from "./issuing/accounts.server.ts";
import type { Achievement } from "./issuing/achievement.ts";
import type { Claims } from "./issuing/claims.ts";

/** A certificate of its holder's: reserved until the name is confirmed, then issued. */
export interface HeldCredential {
  id: string;
  achievement: Achievement;
  issued: {
    claims: Claims;
    facts: StandingFacts;
    shared: boolean;
    /** Somebody asked for its revocation, and another has not decided yet. */
    waits: boolean;
    /** The last name that was asked for, unless it was given. */
    request: NameRequestView | null;
  } | null;
}

interface HeldRow extends StandingRow {
  id: string;
  achievement: Achievement;
  claims: Claims | null;
  shared: boolean;
  waits: boolean;
  request: NameRequestView | null;
}

/** The certificates of the person who asks, or the one named, newest first. */
export function heldCredentials(
  viewer: Pick<Viewer, "id">,
  only: string | null = null,
): Question<HeldCredential[]> {
  return question(
    sql`
    select c.id, a.body achievement, c.claims, ${standingColumns},
      exists (select from credential_shares where credential_id = c.id) shared,
      exists (select from revocation_requests
        where credential_id = c.id and decided_at is null) waits,
      (select jsonb_build_object('name', q.name, 'declined', q.approved is false,
          'answer', q.answer) from name_requests q
        where q.credential_id = c.id and q.approved is distinct from true
        order by q.requested_at desc limit 1) request
    from credentials c
    join achievements a on a.id = c.achievement_id and a.edition = c.achievement_edition
    where c.user_id in (${accountsOf(viewer.id)}) and c.id = coalesce(${only}, c.id)
    order by c.issued_at desc nulls first, c.intended_at desc`,
    (rows: readonly HeldRow[]) => rows.map(heldOf),
  );
}

function heldOf({ id, achievement, claims, shared, waits, request, ...row }: HeldRow) {
  const issued = claims && { claims, shared, waits, request, facts: standingFacts(row) };
  return { id, achievement, issued };
}
