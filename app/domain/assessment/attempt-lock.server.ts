import { sql } from "drizzle-orm";
import { Uuid } from "#app/kernel/ids.ts";
import type { Transaction } from "#app/server/db.ts";
import type { Clock } from "./pause.ts";

/** An attempt that nobody answers, finishes or changes until the transaction ends. */
export interface HeldAttempt extends Clock {
  id: string;
  userId: string;
  organizationId: string | null;
  courseSlug: string;
  testId: string;
  number: number;
  finishedAt: Date | null;
  finishedBy: "person" | "deadline" | null;
  score: number | null;
  passed: boolean | null;
}

/** Locks an attempt; null = there is none. An answer that is being saved is waited for. */
export async function holdAttempt(tx: Transaction, id: string): Promise<HeldAttempt | null> {
  if (!Uuid.safeParse(id).success) return null;
  const [row] = await tx.execute<{
    user_id: string;
    organization_id: string | null;
    course_slug: string;
    test_id: string;
    number: number;
    closes_at: string | null;
    paused_at: string | null;
    pause_left: number;
    finished_at: string | null;
    finished_by: "person" | "deadline" | null;
    score: number | null;
    passed: boolean | null;
  }>(sql`
    select user_id, users.organization_id, course_slug, test_id, attempts.number, closes_at,
      paused_at, pause_left, finished_at, finished_by, score, passed
    from attempts join editions on editions.id = edition_id join users on users.id = user_id
    where attempts.id = ${id} for update of attempts`);
  if (!row) return null;
  return {
    id,
    userId: row.user_id,
    organizationId: row.organization_id,
    courseSlug: row.course_slug,
    testId: row.test_id,
    number: row.number,
    closesAt: dateOf(row.closes_at),
    pausedAt: dateOf(row.paused_at),
    pauseLeft: row.pause_left,
    finishedAt: dateOf(row.finished_at),
    finishedBy: row.finished_by,
    score: row.score,
    passed: row.passed,
  };
}

const dateOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));
