import { sql } from "drizzle-orm";
import { translator } from "#app/i18n/translate.ts";
import type { Language } from "#app/kernel/language.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import type { Mailer } from "#app/server/mail.ts";

interface Row extends Record<string, unknown> {
  email: string;
  language: Language;
  exam: string;
}

/** Tells a judge where the panel is, in their language; nothing without a verified address. */
export async function mailInvitation(
  db: Database,
  mailer: Mailer,
  origin: string,
  { panel, judge }: { panel: string; judge: string },
): Promise<void> {
  const [row] = await db.execute<Row>(sql`
    select email, language, manifest -> 'exam' ->> 'title' as exam
    from angoff_judges join users on users.id = user_id
    join angoff_panels on angoff_panels.id = panel_id
    join editions on editions.id = edition_id
    where panel_id = ${panel} and user_id = ${judge} and withdrawn_at is null
      and email is not null and email_verified_at is not null`);
  if (!row) return;
  const { email, language, exam } = row;
  const t = translator(language);
  await mailer.send({
    to: email,
    subject: t("psychometrics.mail.subject", { exam }),
    text: t("psychometrics.mail.text", { exam, link: `${origin}${paths.judging(panel)}` }),
  });
}
