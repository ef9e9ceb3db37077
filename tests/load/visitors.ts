import { sql } from "drizzle-orm";
import type { FormItem } from "#app/domain/assessment/form.ts";
import { openSession } from "#app/domain/people/sessions.server.ts";
import type { Database } from "#app/server/db.ts";
import { SESSION_COOKIE } from "#app/server/http/cookies.ts";

/** Somebody of the demonstration who is logged in. */
export interface Visitor {
  username: string;
  cookie: string;
}

/** A visitor in the middle of an exam. */
export interface Candidate extends Visitor {
  attempt: string;
  form: FormItem[];
}

/** Officials who are taking the course, logged in. */
export async function learners(db: Database, course: string, count: number): Promise<Visitor[]> {
  const people = await db.execute<{ id: string; username: string }>(sql`
    select users.id, username from enrollments join users on users.id = user_id
    where course_slug = ${course} and username not like 'demo.%'
    order by users.id limit ${count}`);
  return Promise.all(people.map((person) => enter(db, person)));
}

/** Officials with an open attempt, logged in. The form is one that somebody else was given. */
export async function candidates(
  db: Database,
  course: string,
  count: number,
): Promise<Candidate[]> {
  const opened = await db.execute<{
    id: string;
    username: string;
    attempt: string;
    form: FormItem[];
  }>(sql`
    with chosen as (
      select enrollments.* from enrollments
      where course_slug = ${course}
        and not exists (select from attempts where attempts.user_id = enrollments.user_id)
      order by id limit ${count}
    ), opened as (
      insert into attempts (id, user_id, enrollment_id, edition_id, test_id, number, form)
      select gen_random_uuid(), user_id, id, edition_id, model.test_id, 1, model.form
      from chosen, (select test_id, form from attempts limit 1) as model
      returning *
    )
    select users.id, username, opened.id as attempt, form
    from opened join users on users.id = user_id`);
  return Promise.all(
    opened.map(async ({ attempt, form, ...person }) => ({
      ...(await enter(db, person)),
      attempt,
      form,
    })),
  );
}

/** Log-in names of officials who share the demonstration's password. */
export async function usernames(db: Database, count: number): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    select username from users where username not like 'demo.%' order by id desc limit ${count}`);
  return rows.map(({ username }) => username);
}

/** Ids of certificates that are valid. */
export async function certificates(db: Database, count: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from credentials
    where issued_at is not null and expires_at is null
      and not exists (select from revocations where credential_id = credentials.id)
    order by id limit ${count}`);
  return rows.map(({ id }) => id);
}

/** A person with a session opened for the measurement. */
export async function enter(db: Database, { id, username }: { id: string; username: string }) {
  const now = new Date();
  const token = await openSession(db, id, { userAgent: "bench", secondFactorAt: null, now });
  return { username, cookie: `${SESSION_COOKIE}=${token}` };
}
