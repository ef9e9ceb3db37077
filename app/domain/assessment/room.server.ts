import { sql } from "drizzle-orm";
import { canProctorCourse } from "#app/domain/people/policy.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { Uuid } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import type { AttemptEvent } from "./attempt-event.ts";
import { eventsOf } from "./attempt-events.server.ts";
import { isProctored } from "./proctor-reach.server.ts";
import { type RoomAttempt, type RoomPage, SHOWN_AFTER_HOURS } from "./room.ts";

/** Attempts that one page shows. */
const PAGE = 300;

/** What is told of an attempt, as JSON. Its columns are those of `attemptsOf`. */
const TOLD = sql`json_build_object('id', attempts.id, 'fullName', users.full_name,
  'organization', organizations.name, 'number', attempts.number,
  'startedAt', attempts.started_at, 'closesAt', attempts.closes_at,
  'pausedAt', attempts.paused_at, 'finishedAt', attempts.finished_at,
  'finishedBy', attempts.finished_by, 'passed', attempts.passed,
  'answered', answers.given, 'questions', jsonb_array_length(attempts.form),
  'lastAnswerAt', answers.latest, 'late', answers.late, 'sitting', exam_sittings.title)`;

/** Of each question the last answer is looked at. */
const attemptsOf = (viewer: Viewer) => sql`
  from attempts
  join editions on editions.id = attempts.edition_id
  join users on users.id = attempts.user_id
    and ${isProctored(viewer, sql`editions.course_slug`, sql`users.organization_id`)}
  left join organizations on organizations.id = users.organization_id
  left join exam_sittings on exam_sittings.id = attempts.sitting_id
  cross join lateral (
    select count(*) filter (where jsonb_array_length(response) > 0) as given,
      max(answered_at) as latest, count(*) filter (where late) as late
    from (select distinct on (item_id) response, answered_at, late from responses
      where attempt_id = attempts.id order by item_id, answered_at desc, id desc) as latest
  ) as answers`;

/**
 * Who is in the exam of a course now, and who has been in the last hours, of the people whom the
 * viewer watches over. Null where there is no such course on offer, or it is not theirs. One query.
 */
export async function roomPage(
  db: Database,
  viewer: Viewer,
  courseSlug: string,
  now: Date,
): Promise<RoomPage | null> {
  if (!canProctorCourse(viewer, courseSlug)) return null;
  const since = new Date(now.getTime() - SHOWN_AFTER_HOURS * 3_600_000);
  const [row] = await db.execute<{ title: string; attempts: RoomAttempt[] | null }>(sql`
    select own.manifest ->> 'title' as title,
      (select json_agg(told) from (select ${TOLD} as told ${attemptsOf(viewer)}
        where editions.course_slug = courses.slug and (attempts.finished_at is null
          or attempts.finished_at > ${since.toISOString()}::timestamptz)
        order by attempts.finished_at is not null, users.full_name, attempts.id
        limit ${PAGE + 1}) as shown) as attempts
    from courses join editions as own on own.id = courses.current_edition_id
    where courses.slug = ${courseSlug}`);
  if (!row) return null;
  const attempts = row.attempts ?? [];
  return {
    courseSlug,
    courseTitle: row.title,
    now: now.toISOString(),
    attempts: attempts.slice(0, PAGE),
    more: attempts.length > PAGE,
  };
}

/** One attempt of the room, with all that was done to it. */
export interface ProctoredAttempt {
  courseSlug: string;
  courseTitle: string;
  now: string;
  attempt: RoomAttempt;
  /** It is the viewer's own: somebody else decides about it. */
  isOwn: boolean;
  /** Answers saved while its clock stood still and its questions were not shown. */
  whilePaused: number;
  /** The first to happen first. */
  events: AttemptEvent[];
}

/** Seconds after a pause begins in which an answer may still have been on its way. */
const ON_ITS_WAY = 15;

/** Null where there is no such attempt, or the viewer does not watch over it. One query. */
export async function proctoredAttempt(
  db: Database,
  viewer: Viewer,
  courseSlug: string,
  attemptId: string,
  now: Date,
): Promise<ProctoredAttempt | null> {
  if (!Uuid.safeParse(attemptId).success) return null;
  const [row] = await db.execute<{
    told: RoomAttempt;
    user_id: string;
    title: string;
    while_paused: number;
    events: AttemptEvent[] | null;
  }>(sql`
    select ${TOLD} as told, attempts.user_id, editions.manifest ->> 'title' as title,
      (select count(*)::int from responses where attempt_id = attempts.id and (
        select kind from attempt_events as clock where clock.attempt_id = attempts.id
          and clock.kind in ('pause', 'resume')
          and clock.at + make_interval(secs => ${ON_ITS_WAY}) < responses.answered_at
        order by clock.at desc limit 1) = 'pause') as while_paused,
      ${eventsOf(sql`attempts.id`)} as events
    ${attemptsOf(viewer)}
    where attempts.id = ${attemptId} and editions.course_slug = ${courseSlug}`);
  if (!row) return null;
  return {
    courseSlug,
    courseTitle: row.title,
    now: now.toISOString(),
    attempt: row.told,
    isOwn: row.user_id === viewer.id,
    whilePaused: row.while_paused,
    events: row.events ?? [],
  };
}
