import type { TransactionSql } from "postgres";

/**
 * What the rooms would have recorded of the rows that are there, in the order in
 * which it happened: one arm for each statement that a room writes. `rank` orders
 * what a room records in one transaction.
 */
const HAPPENED = `
  select created_at as at, 0 as rank, id as actor_id, 'created' as verb, 'user' as object_type,
    id::text as object_id, '{}'::jsonb as result
  from users where demonstration
union all
  select email_verified_at, 1, id, 'confirmed', 'email', id::text, '{}'
  from users where demonstration and email_verified_at is not null
union all
  select granted_at, 2, granted_by, 'granted', 'role', id::text,
    jsonb_build_object('userId', user_id, 'role', role, 'organizationId', organization_id, 'courseSlug', course_slug)
  from role_assignments
union all
  select confirmed_at, 2, user_id, 'updated', 'second-factor', user_id::text, '{}'
  from second_factors where confirmed_at is not null
union all
  select confirmed_at, 2, confirmed_by, 'confirmed', 'affiliation', id::text,
    jsonb_build_object('userId', user_id, 'organizationId', organization_id)
  from affiliations
union all
  select merged_at, 2, merged_by, 'merged', 'user', kept_user_id::text,
    jsonb_build_object('mergedUserId', merged_user_id)
  from merges
union all
  select enrolled_at, 2, user_id, 'registered', 'course', enrollments.course_slug,
    jsonb_build_object('enrollment', enrollments.id, 'edition', editions.number)
  from enrollments join editions on editions.id = edition_id
union all
  select done.at, done.rank, user_id, done.verb, 'lesson', course_slug || '/' || lesson_id,
    jsonb_build_object('enrollment', enrollment_id, 'course', course_slug)
  from lesson_progress join enrollments on enrollments.id = enrollment_id,
    lateral (values (completed_at, 3, 'completed'), (passed_at, 4, 'passed'),
      (satisfied_at, 5, 'satisfied')) as done(at, rank, verb)
  where done.at is not null
union all
  select max(satisfied_at), 6, user_id, 'satisfied', 'module', course_slug || '/' || module,
    jsonb_build_object('enrollment', enrollment_id, 'course', course_slug)
  from lesson_progress join enrollments on enrollments.id = enrollment_id
    join module_lessons using (lesson_id)
  group by user_id, course_slug, enrollment_id, module, of_module
  having count(satisfied_at) = of_module
union all
  select max(satisfied_at), 7, user_id, 'satisfied', 'course', course_slug,
    jsonb_build_object('enrollment', enrollment_id, 'course', course_slug)
  from lesson_progress join enrollments on enrollments.id = enrollment_id
  group by user_id, course_slug, enrollment_id
  having count(satisfied_at) = (select count(*) from module_lessons)
union all
  select answered_at, 2, user_id, 'answered', 'item', item_id,
    jsonb_build_object('course', course_slug, 'lesson', lesson_id, 'enrollment', enrollment_id)
  from check_responses join enrollments on enrollments.id = enrollment_id
union all
  select started_at, 2, attempts.user_id, 'attempted', 'exam', course_slug || '/' || test_id,
    jsonb_build_object('course', course_slug, 'attempt', attempts.id, 'number', number)
  from attempts join enrollments on enrollments.id = enrollment_id
union all
  select answered_at, 2, user_id, 'answered', 'item', item_id,
    jsonb_build_object('attempt', attempt_id, 'late', late)
  from responses join attempts on attempts.id = attempt_id
union all
  select finished_at, 3, attempts.user_id, case when passed then 'passed' else 'failed' end, 'exam',
    course_slug || '/' || test_id,
    jsonb_build_object('course', course_slug, 'attempt', attempts.id, 'number', number,
      'score', score)
  from attempts join enrollments on enrollments.id = enrollment_id where finished_at is not null
union all
  select met_at, 4, user_id, 'satisfied', 'requirement', pathway_id || '/' || requirement, '{}'
  from requirement_results
union all
  select intended_at, 8, user_id, 'intended', 'credential', id,
    jsonb_build_object('achievement', achievement_id, 'edition', achievement_edition)
  from credentials
union all
  select issued_at, 9, user_id, 'earned', 'credential', id,
    jsonb_build_object('achievement', achievement_id, 'edition', achievement_edition)
  from credentials where issued_at is not null
union all
  select revoked_at, 2, revoked_by, 'revoked', 'credential', credential_id,
    jsonb_build_object('reason', reason)
  from revocations`;

/** Writes the statements of all that happened, oldest first. */
export async function recordHistory(tx: TransactionSql, courseEditionId: string): Promise<void> {
  await tx`
    create temporary table module_lessons on commit drop as
    select lesson ->> 'id' as lesson_id, module ->> 'id' as module,
      jsonb_array_length(module -> 'lessons') as of_module
    from editions, jsonb_array_elements(manifest -> 'modules') as module,
      jsonb_array_elements(module -> 'lessons') as lesson
    where editions.id = ${courseEditionId}`;
  await tx.unsafe(`
    insert into statements (actor_id, verb, object_type, object_id, result, stored_at)
    select actor_id, verb, object_type, object_id, result, at
    from (${HAPPENED}) as happened
    order by at, rank`);
}
