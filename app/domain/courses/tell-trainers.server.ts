import { sql } from "drizzle-orm";
import { translator } from "#app/i18n/translate.ts";
import type { Language } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { enqueue } from "#app/server/jobs.ts";
import type { Mailer } from "#app/server/mail.ts";

/**
 * Arranges a mail to each trainer of the report's course who has a verified
 * address, each a job of its own. A report that nobody gets waits in the list.
 */
export async function tellTrainers(db: Database, reportId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const trainers = await tx.execute<{ id: string }>(sql`
      select distinct users.id
      from lesson_reports as report
      join role_assignments as held on held.role = 'trainer' and held.ended_at is null
        and (held.course_slug is null or held.course_slug = report.course_slug)
      join users on users.id = held.user_id
      where report.id = ${reportId} and email is not null and email_verified_at is not null`);
    for (const { id } of trainers) {
      await enqueue(tx, "courses.mail-report", { report: reportId, trainer: id });
    }
  });
}

interface Row extends Record<string, unknown> {
  email: string;
  language: Language;
  lesson: string;
  body: string;
}

/** Mails a report to one trainer, in their language; nothing if their address is gone. */
export async function mailReport(
  db: Database,
  mailer: Mailer,
  origin: string,
  { report, trainer }: { report: string; trainer: string },
): Promise<void> {
  const [row] = await db.execute<Row>(sql`
    select email, language, course_slug || '/' || lesson_id as lesson, body
    from lesson_reports, users
    where lesson_reports.id = ${report} and users.id = ${trainer} and email is not null`);
  if (!row) return;
  const { email, language, lesson, body } = row;
  const t = translator(language);
  const link = `${origin}${paths.lessonReports()}#${report}`;
  await mailer.send({
    to: email,
    subject: t("courses.report.mail.subject", { lesson }),
    text: t("courses.report.mail.text", { lesson, body, link }),
  });
}
