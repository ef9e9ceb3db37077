import { sql } from "drizzle-orm";
import { translator } from "#app/i18n/translate.ts";
import type { Language } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import type { Database, Transaction } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import type { Mailer } from "#app/server/mail.ts";
import { gradersOf } from "./graders.server.ts";

/** An item version that somebody says is wrong. */
export interface Appealed {
  courseSlug: string;
  itemId: string;
  hash: string;
}

/**
 * Orders a mail to everybody who marks in the course and has a verified address, in the
 * transaction of the appeal. Of several appeals that wait about one version only the first is
 * told of: the page lists them together.
 */
export async function orderAppealMails(
  tx: Transaction,
  { courseSlug, itemId, hash }: Appealed,
): Promise<void> {
  const [waiting] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from item_appeals
    where course_slug = ${courseSlug} and item_hash = ${hash}
      and not exists (select from appeal_answers where appeal_id = item_appeals.id)`);
  if (waiting?.count !== 1) return;
  const graders = await gradersOf(tx, courseSlug, null);
  if (graders.length === 0) return;
  const reached = await tx.execute<{ id: string }>(sql`
    select id from users where id in ${graders}
      and email is not null and email_verified_at is not null`);
  for (const { id } of reached) {
    await enqueue(tx, "grading.mail-appeal", { to: id, courseSlug, itemId, hash });
  }
}

interface Row extends Record<string, unknown> {
  email: string;
  language: Language;
  title: string;
}

/** Tells a grader that a question was appealed; nothing if their address is gone. */
export async function mailAppeal(
  db: Database,
  mailer: Mailer,
  origin: string,
  { to, courseSlug, itemId, hash }: Appealed & { to: string },
): Promise<void> {
  const [row] = await db.execute<Row>(sql`
    select email, language, manifest ->> 'title' as title
    from users, courses join editions on editions.id = current_edition_id
    where users.id = ${to} and slug = ${courseSlug}
      and email is not null and email_verified_at is not null`);
  if (!row) return;
  const t = translator(row.language);
  const values = {
    title: row.title,
    link: `${origin}${paths.newRuling(courseSlug, itemId, hash)}`,
  };
  await mailer.send({
    to: row.email,
    subject: t("grading.mail.appeal.subject", values),
    text: t("grading.mail.appeal.text", values),
  });
}
