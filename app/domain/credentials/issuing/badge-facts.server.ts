import { sql } from "drizzle-orm";
import { formatDate } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { type Executor, executePrepared } from "#app/server/db.ts";
import { didWeb } from "../keys/did-document.ts";
import { type StatusPurpose, statusEntry } from "../status/status-entry.ts";
import type { Claims } from "./claims.ts";
import type { BadgeFacts } from "./open-badge.ts";

const LANGUAGE = "es";
const t = translator(LANGUAGE);

interface FactsRow extends Record<string, unknown> {
  list: string;
  purpose: StatusPurpose;
  place: number;
  examPassedAt: string | null;
  requirements: { requirement: string; course: string | null; metAt: string }[];
}

/**
 * What a certificate's credential says beside its claims: its place in the status list, and as
 * evidence what the record shows that its holder did. Addresses are those of the origin at
 * which it was issued. Throws for one without a place in a list.
 */
export async function badgeFactsOf(db: Executor, id: string, claims: Claims): Promise<BadgeFacts> {
  const [row] = await executePrepared<FactsRow>(
    db,
    sql`
    with holder as (
      select user_id id from credentials where id = ${id}
      union select merged_user_id from merges m join credentials c on c.user_id = m.kept_user_id
        where c.id = ${id})
    select s.list_id list, l.purpose, s.index place,
      (select min(a.finished_at) from attempts a join enrollments n on n.id = a.enrollment_id
        where a.passed and n.course_slug = ${claims.achievement.subject}
          and a.user_id in (select id from holder)) "examPassedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('requirement', r.requirement, 'metAt', r.met_at,
          'course', e.manifest->>'title') order by r.met_at, r.requirement), '[]')
        from requirement_results r
        left join courses k on k.slug = split_part(r.requirement, ':', 2)
        left join editions e on e.id = k.current_edition_id
        where r.pathway_id = ${claims.achievement.id} and r.user_id in (select id from holder)
      ) requirements
    from credential_statuses s join status_lists l on l.id = s.list_id
    where s.credential_id = ${id}`,
  );
  if (!row) throw new Error(`credential ${id} has no place in a status list`);
  const { origin } = new URL(claims.address);
  const { achievement } = claims;
  return {
    issuer: didWeb(origin),
    site: origin,
    achievementAddress: origin + paths.achievement(achievement.id, achievement.edition),
    status: statusEntry(origin + paths.statusList(row.list), row.purpose, row.place),
    evidence:
      achievement.kind === "program" ? requirementsMet(row, claims) : examPassed(row, claims),
    language: LANGUAGE,
    words: {
      hours: t("credentials.badge.hours"),
      level: t("credentials.badge.level"),
      trialMark: t("credentials.pdf.trial-mark"),
      trial: t("credentials.pdf.trial"),
      municipality: municipalityOf(claims),
    },
  };
}

function examPassed({ examPassedAt }: FactsRow, { timeZone }: Claims): BadgeFacts["evidence"] {
  if (!examPassedAt) return [];
  const date = formatDate(new Date(examPassedAt), LANGUAGE, timeZone);
  const name = t("credentials.badge.exam");
  return [{ name, narrative: t("credentials.badge.exam-passed", { date }), address: null }];
}

function requirementsMet({ requirements }: FactsRow, { timeZone }: Claims): BadgeFacts["evidence"] {
  return requirements.map(({ requirement, course, metAt }) => {
    const [kind = "", slug = ""] = requirement.split(":");
    const date = formatDate(new Date(metAt), LANGUAGE, timeZone);
    return {
      name: t(`credentials.badge.requirement.${kind as "exam" | "exercise" | "project"}`, {
        course: course ?? slug,
      }),
      narrative: t("credentials.badge.requirement-met", { date }),
      address: null,
    };
  });
}

function municipalityOf({ organization }: Claims): string | null {
  if (!organization) return null;
  const { municipality, division, confirmed } = organization;
  return t(`credentials.badge.municipality.${confirmed ? "confirmed" : "declared"}`, {
    place: `${municipality}, ${division}`,
  });
}
