import type { Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";

/** Milliseconds after the deadline at which an attempt is closed: answers on their way arrive first. */
const CLOSING_DELAY = 5000;

/** Has an attempt closed by itself after its deadline; one job an attempt, whose moment moves with it. */
export async function closeAfter(
  tx: Transaction,
  attemptId: string,
  closesAt: Date | null,
): Promise<void> {
  if (!closesAt) return;
  const runAt = new Date(closesAt.getTime() + CLOSING_DELAY);
  await enqueue(
    tx,
    "assessment.close",
    { attempt: attemptId },
    { key: `close ${attemptId}`, runAt },
  );
}
