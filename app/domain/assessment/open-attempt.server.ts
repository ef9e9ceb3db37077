import type { Database } from "#app/server/db.ts";
import { attemptPage } from "./attempt-page.server.ts";
import type { AttemptPage, OpenAttempt } from "./attempt-page.ts";
import { closeAttempt } from "./finish-attempt.server.ts";
import { isOver } from "./rules.ts";

/**
 * The attempt that a person has under way at a course's exam, with what of its
 * questions is asked for. One whose time is over is handed in before answering.
 */
export async function openAttempt(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  which: number | "all" | "none",
  now: Date,
): Promise<OpenAttempt> {
  const page = await attemptPage(db, viewer, courseSlug, which, now);
  if (!page) return { is: "none" };
  if (page.finishedAt !== null) return { is: "ended", number: page.number };
  if (!timeIsOver(page, now)) return { is: page.pausedAt === null ? "open" : "paused", page };
  await closeAttempt(db, page.id, now);
  return { is: "ended", number: page.number };
}

function timeIsOver({ closesAt }: AttemptPage, now: Date): boolean {
  return isOver(closesAt === null ? null : new Date(closesAt), now);
}
