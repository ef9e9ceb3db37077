import type { FormItem } from "#app/domain/assessment/form.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { attempts, responses } from "#db/schema/assessment.ts";
import { enrollments } from "#db/schema/enrollment.ts";
import { users } from "#db/schema/people.ts";

/** Where an attempt is made. */
export interface TakenExam {
  course: string;
  editionId: string;
  testId: string;
}

export interface Taker {
  /** Item by item, in the order asked: its version and what was answered; none = left blank. */
  answers: { item: string; hash: string; response: string[] }[];
  userId?: string;
  demonstration?: boolean;
  number?: number;
  startedAt?: Date;
  /** False = still open. */
  finished?: boolean;
  /** Seconds from one answer to the next. */
  pace?: number;
}

/** Somebody's attempt at an exam, written straight into the tables. Answers the person's id. */
export async function insertAttempt(
  db: Database,
  { course, editionId, testId }: TakenExam,
  taker: Taker,
): Promise<string> {
  const { answers, userId = newId(), number = 1, finished = true, pace = 30 } = taker;
  const { startedAt = new Date("2026-11-20T15:00:00Z"), demonstration = false } = taker;
  await db
    .insert(users)
    .values({ id: userId, username: userId, fullName: "Ana Prueba", demonstration })
    .onConflictDoNothing();
  const enrolled = { id: newId(), userId, courseSlug: course, editionId };
  const [enrollment] = await db
    .insert(enrollments)
    .values(enrolled)
    .onConflictDoUpdate({
      target: [enrollments.userId, enrollments.courseSlug],
      set: { courseSlug: course },
    })
    .returning({ id: enrollments.id });
  const form: FormItem[] = answers.map(({ item, hash }) => {
    return { item, hash, interaction: "choice", order: ["a", "b", "c"], max: 1 };
  });
  const attemptId = newId();
  await db.insert(attempts).values({
    ...{ id: attemptId, userId, enrollmentId: enrollment?.id ?? enrolled.id, editionId, testId },
    ...{ number, form, startedAt },
    finishedAt: finished ? new Date(startedAt.getTime() + answers.length * pace * 1000) : null,
    score: finished ? 0 : null,
  });
  const given = answers.filter(({ response }) => response.length > 0);
  if (given.length > 0) {
    await db.insert(responses).values(
      given.map(({ item, response }, place) => ({
        ...{ id: newId(), attemptId, itemId: item, response },
        answeredAt: new Date(startedAt.getTime() + (place + 1) * pace * 1000),
      })),
    );
  }
  return userId;
}
