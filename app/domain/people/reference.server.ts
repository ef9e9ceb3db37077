import { sql } from "drizzle-orm";
import type { Database } from "#app/server/db.ts";
import chile from "#db/reference/chile.json" with { type: "json" };
import guatemala from "#db/reference/guatemala.json" with { type: "json" };
import { type CountryReference, territoriesOf } from "./territory.ts";

/** The countries whose territories are known. To add one: its file in db/reference and a line here. */
const reference: readonly CountryReference[] = [guatemala, chile];

/**
 * Brings the territories of db/reference into the database, with one organization
 * for each municipality. Changes nothing the second time; never removes.
 */
export async function loadReference(db: Database): Promise<void> {
  const rows = reference.flatMap(territoriesOf);
  const municipalities = rows.filter(({ governed }) => governed);
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into territories (code, country, level, parent_code, name, alternate_name, iso, time_zone)
      select code, country, level, "parentCode", name, "alternateName", iso, "timeZone"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(code text, country text,
        level text, "parentCode" text, name text, "alternateName" text, iso text, "timeZone" text)
      on conflict (code) do update set country = excluded.country, level = excluded.level,
        parent_code = excluded.parent_code, name = excluded.name,
        alternate_name = excluded.alternate_name, iso = excluded.iso, time_zone = excluded.time_zone
      where (territories.country, territories.level, territories.parent_code, territories.name,
          territories.alternate_name, territories.iso, territories.time_zone)
        is distinct from (excluded.country, excluded.level, excluded.parent_code, excluded.name,
          excluded.alternate_name, excluded.iso, excluded.time_zone)`);
    await tx.execute(sql`
      insert into organizations (id, kind, name, territory_code)
      select code, 'municipality', 'Municipalidad de ' || name, code
      from jsonb_to_recordset(${JSON.stringify(municipalities)}::jsonb) as given(code text, name text)
      on conflict (id) do update set name = excluded.name where organizations.name <> excluded.name`);
  });
}
