import { sql } from "drizzle-orm";
import { translator } from "#app/i18n/translate.ts";
import type { Language } from "#app/kernel/language.ts";
import type { Database } from "#app/server/db.ts";
import type { Mailer } from "#app/server/mail.ts";
import type { Claims } from "./claims.ts";
import { showCode } from "./code.ts";

/**
 * Tells a holder that the certificate is ready; nobody who has no address. The row is held
 * while the message is handed over, so that two workers cannot send it twice; if the process
 * dies between handing over and committing, the repeat carries the same Message-ID.
 */
export async function mailCertificate(
  db: Database,
  mailer: Mailer,
  id: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.execute<{
      email: string | null;
      language: Language;
      claims: Claims;
    }>(sql`
      select u.email, u.language, c.claims from credentials c
      join users u on u.id = c.user_id
      where c.id = ${id} and c.mailed_at is null
        and exists (select from published_credentials where credential_id = c.id)
      for update of c`);
    if (!row?.email) return;
    const t = translator(row.language);
    const { name, achievement, address, code, issuer } = row.claims;
    const values = {
      name,
      title: achievement.title,
      program: issuer.name,
      address,
      pdf: `${address}.pdf`,
      code: showCode(code),
    };
    await mailer.send({
      id: `certificado-${id}`,
      to: row.email,
      subject: t("credentials.mail.subject", values),
      text: t("credentials.mail.text", values),
    });
    await tx.execute(sql`update credentials set mailed_at = ${now.toISOString()} where id = ${id}`);
  });
}
