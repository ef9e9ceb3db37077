import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import { programs } from "#db/schema/program.ts";
import { ACHIEVEMENT, claimsOf } from "./credentials.ts";

/** The certification that counts in the tests. */
const CERTIFICATION = "agente-innovacion-publica";

/** Names the programme of both countries: 5,000 people in 4 years from the start of 2026. */
export async function insertProgram(
  db: Database,
  changes: Partial<typeof programs.$inferInsert> = {},
): Promise<void> {
  await db.insert(programs).values({
    id: "programa",
    name: "Programa de Innovación Pública Municipal",
    countries: ["GT", "CL"],
    startsOn: "2026-01-01",
    achievementId: CERTIFICATION,
    ...changes,
  });
  await db.execute(sql`
    insert into achievements (id, edition, kind, subject, body)
    values (${CERTIFICATION}, 1, 'program', ${CERTIFICATION},
      ${JSON.stringify({ ...ACHIEVEMENT, id: CERTIFICATION, kind: "program", title: "Agente de Innovación Pública" })}::jsonb)`);
}

export interface Agents {
  organizationId: string;
  people: number;
  /** ISO 8601. */
  issuedAt?: string;
  confirmed?: boolean;
}

/** So many people of a municipality with the certification, each one's id. */
export async function insertAgents(
  db: Database,
  { organizationId, people, issuedAt = "2026-06-15T12:00:00Z", confirmed = true }: Agents,
): Promise<string[]> {
  const claims = JSON.stringify(claimsOf());
  const rows = await db.execute<{ user_id: string }>(sql`
    with person as (
      insert into users (id, username, full_name, organization_id)
      select gen_random_uuid(), 'agente-' || gen_random_uuid(), 'Ana Pérez', ${organizationId}
      from generate_series(1, ${people}) returning id
    ), confirmation as (
      insert into affiliations (id, user_id, organization_id)
      select gen_random_uuid(), id, ${organizationId} from person where ${confirmed}
    )
    insert into credentials (id, code, user_id, achievement_id, achievement_edition, issued_at,
      claims, organization_id)
    select left(md5(id::text), 22), left(md5('code' || id::text), 12), id, ${CERTIFICATION}, 1,
      ${issuedAt}, ${claims}::jsonb, ${organizationId}
    from person returning user_id`);
  return rows.map((row) => row.user_id);
}

/** So many agents over every municipality and three years. */
export async function insertManyAgents(db: Database, people: number): Promise<void> {
  const batch = 5000;
  for (let from = 1; from <= people; from += batch) {
    await insertBatch(db, from, Math.min(from + batch - 1, people));
  }
  await db.execute(sql`vacuum analyze`);
}

async function insertBatch(db: Database, from: number, to: number): Promise<void> {
  const claims = JSON.stringify(claimsOf());
  await db.execute(sql`
    with place as (select id, row_number() over (order by id) - 1 n, count(*) over () total
      from organizations where kind = 'municipality'),
    person as (
      insert into users (id, username, full_name, organization_id)
      select gen_random_uuid(), 'agente-' || series, 'Ana Pérez', place.id
      from generate_series(${from}::int, ${to}::int) series join place on place.n = (series * 7919) % place.total
      returning id, organization_id
    ), confirmation as (
      insert into affiliations (id, user_id, organization_id)
      select gen_random_uuid(), id, organization_id from person
    )
    insert into credentials (id, code, user_id, achievement_id, achievement_edition, issued_at,
      claims, organization_id)
    select left(md5(id::text), 22), left(md5('code' || id::text), 12), id, ${CERTIFICATION}, 1,
      timestamptz '2026-01-01' + random() * interval '1000 days', ${claims}::jsonb, organization_id
    from person`);
}
