import { sql } from "drizzle-orm";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { record } from "#app/server/statements.ts";
import { accountsOf } from "./erasure.server.ts";

/** What each table holds of a person. What is secret of theirs (hashes, sealed secrets) is only named. */
const HELD = {
  accounts: sql`select id, username, email, email_verified_at, full_name, language, organization_id,
    password_hash is not null as has_password, created_at from users where id in (select id from me)`,
  previousNames: sql`select previous_name, new_name, corrected_at, reason from name_corrections
    where user_id in (select id from me) order by corrected_at`,
  municipalities: sql`select organization_id, confirmed_at, ended_at from affiliations
    where user_id in (select id from me) order by confirmed_at`,
  roles: sql`select role, organization_id, course_slug, granted_at, ended_at from role_assignments
    where user_id in (select id from me) order by granted_at`,
  sessions: sql`select created_at, last_seen_at, expires_at, user_agent from sessions
    where user_id in (select id from me) order by created_at`,
  secondFactor: sql`select confirmed_at from second_factors where user_id in (select id from me)`,
  mergedAccounts: sql`select merged_user_id, kept_user_id, merged_at, reason from merges
    where kept_user_id in (select id from me)`,
  enrollments: sql`select e.course_slug, e.enrolled_at, e.last_lesson_id, e.last_seen_at,
      coalesce((select jsonb_agg(to_jsonb(p) - 'enrollment_id' order by p.opened_at)
        from lesson_progress p where p.enrollment_id = e.id), '[]') as lessons
    from enrollments e where e.user_id in (select id from me) order by e.enrolled_at`,
  checks: sql`select c.lesson_id, c.item_id, c.response, c.correct, c.answered_at
    from check_responses c join enrollments e on e.id = c.enrollment_id
    where e.user_id in (select id from me) order by c.answered_at`,
  exams: sql`select a.test_id, a.number, a.started_at, a.finished_at, a.score, a.passed, a.outcomes,
      coalesce((select jsonb_agg(jsonb_build_object('item', r.item_id, 'response', r.response,
        'answeredAt', r.answered_at, 'late', r.late) order by r.answered_at)
        from responses r where r.attempt_id = a.id), '[]') as answers,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at,
        'seconds', e.seconds, 'answers', e.answers, 'before', e.before, 'reason', e.reason)
        order by e.at)
        from attempt_events e where e.attempt_id = a.id), '[]') as events
    from attempts a where a.user_id in (select id from me) order by a.started_at`,
  extraTime: sql`select extra_percent, pause_minutes, reason, granted_at, ended_at
    from accommodations where user_id in (select id from me) order by granted_at`,
  practiceExams: sql`select course_slug, answers, started_at, finished_at, score
    from practice_exams where user_id in (select id from me) order by started_at`,
  commentsOnAnswers: sql`select a.test_id, a.number, w.item_id, m.share, m.comment, m.marked_at
    from marks m join responses_to_mark w on w.id = m.to_mark_id
    join attempts a on a.id = w.attempt_id
    where a.user_id in (select id from me) order by m.marked_at`,
  appeals: sql`select a.test_id, a.number, p.item_id, p.reason, p.filed_at, d.answer, d.answered_at
    from item_appeals p join attempts a on a.id = p.attempt_id
    left join appeal_answers d on d.appeal_id = p.id
    where a.user_id in (select id from me) order by p.filed_at`,
  resultsCorrected: sql`select a.test_id, a.number, c.score_before, c.score_after, c.passed_before,
      c.reaches_mark, r.kind, r.reason, c.changed_at
    from score_changes c join attempts a on a.id = c.attempt_id
    left join item_rulings r on r.id = c.ruling_id
    where a.user_id in (select id from me) order by c.changed_at`,
  filesSent: sql`select f.id, f.item_id, f.name, f.media_type, f.size, f.sent_at
    from response_files f join attempts a on a.id = f.attempt_id
    where a.user_id in (select id from me) order by f.sent_at`,
  requirementsMet: sql`select pathway_id, requirement, met_at, evidence from requirement_results
    where user_id in (select id from me) order by met_at`,
  certificates: sql`select c.id, c.code, c.achievement_id, c.intended_at, c.issued_at, c.claims,
      c.expires_at, c.superseded_at, r.revoked_at, r.reason as revocation_reason,
      (select shared_at from credential_shares where credential_id = c.id) as shared_at
    from credentials c left join revocations r on r.credential_id = c.id
    where c.user_id in (select id from me) order by c.intended_at`,
  suspensions: sql`select s.credential_id, s.suspended_at, s.lifted_at
    from suspensions s join credentials c on c.id = s.credential_id
    where c.user_id in (select id from me) order by s.suspended_at`,
  successors: sql`select s.predecessor_id, s.successor_id, s.reason, s.made_at
    from successions s join credentials c on c.id = s.predecessor_id
    where c.user_id in (select id from me) order by s.made_at`,
  revocationsAskedFor: sql`select q.credential_id, q.reason, q.requested_at, q.decided_at, q.approved
    from revocation_requests q join credentials c on c.id = q.credential_id
    where c.user_id in (select id from me) order by q.requested_at`,
  namesAskedFor: sql`select q.credential_id, q.name, q.why, q.requested_at, q.decided_at, q.approved,
      q.answer
    from name_requests q join credentials c on c.id = q.credential_id
    where c.user_id in (select id from me) order by q.requested_at`,
  panelsJudged: sql`select j.panel_id, j.invited_at, j.accepted_at, j.withdrawn_at,
      coalesce((select jsonb_agg(to_jsonb(r) - 'panel_id' - 'user_id' order by r.round, r.position)
        from angoff_ratings r where r.panel_id = j.panel_id and r.user_id = j.user_id), '[]')
        as ratings
    from angoff_judges j where j.user_id in (select id from me) order by j.invited_at`,
  errorsReported: sql`select course_slug, lesson_id, body, reported_at, resolved_at
    from lesson_reports where user_id in (select id from me) order by reported_at`,
  record: sql`select verb, object_type, object_id, result, stored_at from statements
    where actor_id in (select id from me) order by id`,
};

export type Held = Record<keyof typeof HELD, Record<string, unknown>[]> & { writtenAt: string };

/** Everything held about the person who asks and the accounts merged into theirs, by subject. */
export async function heldAboutMe(db: Database, viewer: Viewer, now: Date): Promise<Held> {
  const accounts = await accountsOf(db, viewer.id);
  // One snapshot: what changes meanwhile is in all of it or in none.
  return db.transaction(
    async (tx) => {
      const held: [string, unknown][] = [["writtenAt", now.toISOString()]];
      for (const [subject, query] of Object.entries(HELD)) {
        const me = sql`with me(id) as (select unnest(array[${sql.join(accounts, sql`, `)}]::uuid[]))`;
        held.push([subject, [...(await tx.execute(sql`${me} ${query}`))]]);
      }
      await record(tx, {
        actorId: viewer.id,
        verb: "exported",
        objectType: "user",
        objectId: viewer.id,
      });
      return Object.fromEntries(held) as Held;
    },
    { isolationLevel: "repeatable read" },
  );
}
