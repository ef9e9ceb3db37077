import { sql } from "drizzle-orm";
import type { Scored } from "#app/domain/assessment/score-attempts.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Language } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import type { Mailer } from "#app/server/mail.ts";
import { recordAll, type Statement } from "#app/server/statements.ts";

/** What made a result known, or changed it. */
export interface Cause {
  rulingId: string | null;
  markId: string | null;
}

/**
 * Keeps how results changed, in the transaction that changed them, and orders a mail to whoever
 * has a verified address: that the result is there, or that it was corrected and why.
 * Answers how many results changed.
 */
export async function tellOf(
  tx: Transaction,
  scored: readonly Scored[],
  { rulingId, markId }: Cause,
  now: Date,
): Promise<number> {
  const known = scored.filter(({ outcome, changed }) => outcome !== null && changed);
  const again = known.filter(({ attempt }) => attempt.score !== null);
  const statements: Statement[] = [];
  for (const { attempt, outcome } of again) {
    if (!outcome || attempt.score === null) continue;
    await tx.execute(sql`
      insert into score_changes (id, attempt_id, ruling_id, mark_id, score_before, score_after,
        passed_before, reaches_mark, changed_at)
      values (${newId()}, ${attempt.id}, ${rulingId}, ${markId}, ${attempt.score},
        ${outcome.score}, ${attempt.passed === true}, ${outcome.passed},
        ${now.toISOString()}::timestamptz)
      on conflict (attempt_id, ruling_id) do nothing`);
    const { manifest, test_id, id, user_id } = attempt;
    statements.push({
      actorId: user_id,
      verb: "rescored",
      objectType: "exam",
      objectId: `${manifest.slug}/${test_id}`,
      result: {
        ...{ course: manifest.slug, attempt: id, ruling: rulingId, mark: markId },
        ...{ before: attempt.score, after: outcome.score },
      },
    });
  }
  if (statements.length > 0) await recordAll(tx, statements);
  await orderMails(
    tx,
    known.map(({ attempt }) => attempt.id),
    rulingId,
  );
  return again.length;
}

async function orderMails(tx: Transaction, ids: readonly string[], ruling: string | null) {
  if (ids.length === 0) return;
  const reached = await tx.execute<{ id: string; first: boolean }>(sql`
    select attempts.id, not exists (select from score_changes
      where attempt_id = attempts.id) as first
    from attempts join users on users.id = attempts.user_id
    where attempts.id in ${ids} and email is not null and email_verified_at is not null`);
  for (const { id, first } of reached) {
    const about = first ? "result" : "correction";
    await enqueue(
      tx,
      "grading.mail-result",
      { attempt: id, about },
      { key: `result ${id} ${about} ${ruling ?? ""}` },
    );
  }
}

interface Row extends Record<string, unknown> {
  email: string;
  language: Language;
  number: number;
  slug: string;
  title: string;
}

/** Tells somebody where their result is; nothing if their address is gone. */
export async function mailResult(
  db: Database,
  mailer: Mailer,
  origin: string,
  { attempt, about }: { attempt: string; about: "result" | "correction" },
): Promise<void> {
  const [row] = await db.execute<Row>(sql`
    select email, language, attempts.number, course_slug as slug, manifest ->> 'title' as title
    from attempts join users on users.id = attempts.user_id
    join editions on editions.id = attempts.edition_id
    where attempts.id = ${attempt} and email is not null and email_verified_at is not null`);
  if (!row) return;
  const t = translator(row.language);
  const values = {
    title: row.title,
    number: row.number,
    link: `${origin}${paths.examResult(row.slug, row.number)}`,
  };
  await mailer.send({
    to: row.email,
    subject: t(`grading.mail.${about}.subject`, values),
    text: t(`grading.mail.${about}.text`, values),
  });
}
