import { type SQL, sql } from "drizzle-orm";
import { Uuid } from "#app/kernel/ids.ts";
import type { Language } from "#app/kernel/language.ts";
import type { Database, Executor } from "#app/server/db.ts";
import { type Question, question } from "#app/server/question.ts";
import type { PeopleSearch } from "./people-search.ts";
import { canSeePerson, organizationsReached } from "./policy.ts";
import type { Role, Viewer } from "./viewer.ts";

/** ISO 3166-1 of the country where a person works, as an expression; null = they have not said. */
export const countryOf = (userId: SQL): SQL => sql`(
  select t.country from users u join organizations o on o.id = u.organization_id
  join territories t on t.code = o.territory_code where u.id = ${userId})`;

/** People of one page of the list. */
const PAGE = 50;

export interface PersonRow {
  id: string;
  fullName: string;
  username: string;
  organization: string | null;
  confirmed: boolean;
  roles: Role[];
}

/** The people that the viewer may see and the search asks for, by name, and whether more follow. */
export async function searchPeople(
  db: Database,
  viewer: Viewer,
  { text, only, page }: PeopleSearch,
): Promise<{ people: PersonRow[]; more: boolean }> {
  const pattern = `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.execute<{
    id: string;
    full_name: string;
    username: string;
    organization: string | null;
    confirmed: boolean;
    roles: Role[];
  }>(sql`
    select u.id, u.full_name, u.username, o.name as organization,
      exists (select 1 from affiliations a where a.user_id = u.id and a.ended_at is null
        and a.organization_id = u.organization_id) as confirmed,
      ${ROLES_OF_U} as roles
    from users u left join organizations o on o.id = u.organization_id
    where ${withinReach(viewer)} and ${isAlive}
      ${text.trim() ? sql`and (${plain(sql`u.full_name`)} like ${plain(sql`${pattern}::text`)} or u.username like lower(${pattern}) or u.email like lower(${pattern}))` : sql``}
      ${only === "unconfirmed" ? sql`and u.organization_id is not null and not exists (select 1 from affiliations a where a.user_id = u.id and a.ended_at is null and a.organization_id = u.organization_id)` : sql``}
      ${only === "with-role" ? sql`and exists (select 1 from role_assignments r where r.user_id = u.id and r.ended_at is null and r.role <> 'official')` : sql``}
    order by u.full_name, u.id limit ${PAGE + 1} offset ${(Math.max(1, page) - 1) * PAGE}`);
  return {
    more: rows.length > PAGE,
    people: rows.slice(0, PAGE).map(({ full_name, ...row }) => ({ ...row, fullName: full_name })),
  };
}

interface RoleRow {
  id: string;
  role: Role;
  organizationId: string | null;
  courseSlug: string | null;
  grantedAt: string;
}

interface CorrectionRow {
  previousName: string;
  newName: string;
  correctedAt: string;
  correctedBy: string;
  reason: string;
}

export interface Person {
  id: string;
  fullName: string;
  username: string;
  email: string | null;
  organizationId: string | null;
  organization: string | null;
  createdAt: string;
  /** The current affiliation, confirmed by somebody with the right; null = not confirmed. */
  affiliation: { id: string; organizationId: string; organization: string; since: string } | null;
  assignments: RoleRow[];
  roles: Role[];
  corrections: CorrectionRow[];
}

/** One person, if the viewer may see them; a merged or erased account is nobody. */
export async function personFor(
  db: Executor,
  viewer: Viewer,
  userId: string,
): Promise<Person | null> {
  if (!Uuid.safeParse(userId).success) return null;
  const [row] = await db.execute<Omit<Person, "roles"> & Record<string, unknown>>(sql`
    select u.id, u.full_name as "fullName", u.username, u.email, u.created_at as "createdAt",
      u.organization_id as "organizationId", o.name as organization,
      (select json_build_object('id', a.id, 'organizationId', a.organization_id,
          'organization', ao.name, 'since', a.confirmed_at)
        from affiliations a join organizations ao on ao.id = a.organization_id
        where a.user_id = u.id and a.ended_at is null) as affiliation,
      coalesce((select json_agg(json_build_object('id', r.id, 'role', r.role, 'organizationId',
          r.organization_id, 'courseSlug', r.course_slug, 'grantedAt', r.granted_at)
          order by r.granted_at)
        from role_assignments r where r.user_id = u.id and r.ended_at is null), '[]') as assignments,
      coalesce((select json_agg(json_build_object('previousName', c.previous_name, 'newName',
          c.new_name, 'correctedAt', c.corrected_at, 'correctedBy', by_whom.full_name,
          'reason', c.reason) order by c.corrected_at desc)
        from name_corrections c join users by_whom on by_whom.id = c.corrected_by
        where c.user_id = u.id), '[]') as corrections
    from users u left join organizations o on o.id = u.organization_id
    where u.id = ${userId} and ${isAlive}`);
  if (!row || !canSeePerson(viewer, row.organizationId)) return null;
  return { ...row, roles: row.assignments.map(({ role }) => role) };
}

/** The person with this log-in name or address, if the viewer may see them. */
export async function personNamed(
  db: Executor,
  viewer: Viewer,
  identifier: string,
): Promise<Person | null> {
  const name = identifier.replaceAll("\0", "").trim().toLowerCase();
  const [row] = await db.execute<{ id: string }>(
    sql`select id from users where username = ${name} or email = ${name}`,
  );
  return row ? personFor(db, viewer, row.id) : null;
}

export interface DivisionOptions {
  name: string;
  municipalities: { id: string; name: string; alternateName: string | null }[];
}

/** The municipalities of a country under their department or region, in alphabetical order. */
export function municipalitiesOf(country: string): Question<DivisionOptions[]> {
  const code = /^[A-Z]{2}$/.test(country) ? country : "";
  return question(
    sql`
    select o.id, t.name, t.alternate_name, d.name as division
    from organizations o join territories t on t.code = o.territory_code
    join territories d on d.code = t.parent_code
    where t.country = ${code} and o.kind = 'municipality' order by d.code, t.name`,
    byDivision,
  );
}

interface MunicipalityRow {
  id: string;
  name: string;
  alternate_name: string | null;
  division: string;
}

function byDivision(rows: readonly MunicipalityRow[]): DivisionOptions[] {
  const divisions = new Map<string, DivisionOptions>();
  for (const { division, id, name, alternate_name } of rows) {
    const known = divisions.get(division) ?? { name: division, municipalities: [] };
    known.municipalities.push({ id, name, alternateName: alternate_name });
    divisions.set(division, known);
  }
  const collator = new Intl.Collator("es");
  for (const { municipalities } of divisions.values()) {
    municipalities.sort((first, second) => collator.compare(first.name, second.name));
  }
  return [...divisions.values()];
}

/** The language in which a person is written to. */
export async function languageOf(db: Database, userId: string): Promise<Language | null> {
  const [row] = await db.execute<{ language: Language }>(
    sql`select language from users where id = ${userId}`,
  );
  return row?.language ?? null;
}

/** Countries whose territories are loaded. */
export function countries(): Question<{ code: string; name: string }[]> {
  return question(
    sql`select code, name from territories where level = 'country'`,
    (rows: readonly { code: string; name: string }[]) =>
      [...rows].sort((first, second) => first.name.localeCompare(second.name, "es")),
  );
}

const ROLES_OF_U = sql`coalesce((select json_agg(distinct r.role) from role_assignments r
  where r.user_id = u.id and r.ended_at is null), '[]')`;

const isAlive = sql`not exists (select 1 from erasures e where e.user_id = u.id)
  and not exists (select 1 from merges m where m.merged_user_id = u.id)`;

/** Accents and capitals apart, in any Postgres: `unaccent` is not in all of them. */
const plain = (text: SQL): SQL => sql`translate(lower(${text}), 'áéíóúüàèìòùñ', 'aeiouuaeioun')`;

function withinReach(viewer: Viewer): SQL {
  const reached = organizationsReached(viewer, "see-people");
  if (reached === "all") return sql`true`;
  return reached.length > 0 ? sql`u.organization_id in ${reached}` : sql`false`;
}
