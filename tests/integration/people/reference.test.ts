import { existsSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { loadReference } from "#app/domain/people/reference.server.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const folder = new URL("../../../../shared/data/geo/", import.meta.url);
const isThere = existsSync(folder);

/** Rows of a plain list without quotes. */
function csv(file: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(new URL(file, folder), "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const values = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, values[index]?.trim() ?? ""]));
  });
}

const territories = () =>
  db.execute<{
    code: string;
    level: string;
    parent_code: string;
    name: string;
    alternate_name: string | null;
    iso: string | null;
    time_zone: string;
  }>(sql`select * from territories order by code`);
const zoneOf = async (code: string) =>
  (await territories()).find((one) => one.code === code)?.time_zone;

describe("the territories", () => {
  test("are 22 departments and 340 municipalities, 16 regions and 346 comunas", async () => {
    const rows = await territories();
    const count = (level: string, country: string) =>
      rows.filter((one) => one.level === level && one.code.startsWith(country)).length;
    expect(["division", "municipality"].map((level) => count(level, "GT-"))).toEqual([22, 340]);
    expect(["division", "municipality"].map((level) => count(level, "CL-"))).toEqual([16, 346]);
  });

  test("have one organization each, but for the Antártica, which has no municipality", async () => {
    const without = await db.execute<{ code: string }>(sql`
      select code from territories t where level = 'municipality'
        and not exists (select 1 from organizations o where o.id = t.code)`);
    expect(without.map(({ code }) => code)).toEqual(["CL-12202"]);
  });

  test("have the zone of their clocks, which this Node knows", async () => {
    expect(await zoneOf("GT-0902")).toBe("America/Guatemala");
    expect(await zoneOf("CL-14101")).toBe("America/Santiago");
    expect(await zoneOf("CL-12101")).toBe("America/Punta_Arenas");
    expect(await zoneOf("CL-11101")).toBe("America/Coyhaique");
    expect(await zoneOf("CL-05201")).toBe("Pacific/Easter");
    for (const { time_zone } of await territories()) {
      expect(() => new Intl.DateTimeFormat("es", { timeZone: time_zone })).not.toThrow();
    }
  });

  test("load again without a change", async () => {
    const stamp = () => db.execute(sql`select max(xmin::text::bigint) from territories`);
    const before = await stamp();
    await loadReference(db);
    expect(await stamp()).toEqual(before);
  });

  test.skipIf(!isThere)(
    `equal the shared lists${isThere ? "" : " (../shared/data/geo is not here: not compared)"}`,
    async () => {
      const rows = await territories();
      const ours = rows
        .filter(({ level }) => level !== "country")
        .map(({ code, parent_code, name, alternate_name, iso }) =>
          [code, parent_code, name, alternate_name ?? "", iso ?? ""].join("|"),
        );
      const theirs = [
        ...csv("gt_departamentos.csv").map((one) =>
          [`GT-${one.codigo_ine}`, "GT", one.departamento, "", one.iso_3166_2].join("|"),
        ),
        ...csv("gt_municipios.csv").map((one) =>
          [
            `GT-${one.codigo_ine}`,
            `GT-${one.codigo_departamento}`,
            one.municipio,
            one.nombre_alterno,
            "",
          ].join("|"),
        ),
        ...csv("cl_regiones.csv").map((one) =>
          [`CL-${one.codigo_region}`, "CL", one.region, one.nombre_corto, one.iso_3166_2].join("|"),
        ),
        ...csv("cl_comunas.csv").map((one) =>
          [
            `CL-${one.codigo_cut}`,
            `CL-${one.codigo_region}`,
            one.comuna,
            one.nombre_alterno,
            "",
          ].join("|"),
        ),
      ];
      expect(ours.sort()).toEqual(theirs.sort());
    },
  );
});
