/** A country as its file in db/reference says it. */
export interface CountryReference {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: string;
  /** IANA zone; a division or a municipality may have another. */
  timeZone: string;
  divisions: readonly DivisionReference[];
}

interface DivisionReference {
  code: string;
  name: string;
  alternateName?: string;
  /** ISO 3166-2. */
  iso: string;
  timeZone?: string;
  municipalities: readonly MunicipalityReference[];
}

interface MunicipalityReference {
  code: string;
  name: string;
  alternateName?: string;
  timeZone?: string;
  /** false: the territory exists and has no municipality of its own. */
  municipality?: boolean;
}

export interface Territory {
  code: string;
  country: string;
  level: "country" | "division" | "municipality";
  parentCode: string | null;
  name: string;
  alternateName: string | null;
  iso: string | null;
  timeZone: string;
  /** Has a municipality of its own. */
  governed: boolean;
}

/** A country, its divisions and its municipalities, each with the zone of its clocks. */
export function territoriesOf(country: CountryReference): Territory[] {
  const common = { country: country.code, alternateName: null, governed: false };
  const zone = country.timeZone;
  return [
    {
      ...common,
      code: country.code,
      level: "country",
      parentCode: null,
      name: country.name,
      iso: country.code,
      timeZone: zone,
    },
    ...country.divisions.flatMap(({ municipalities, ...division }): Territory[] => [
      {
        ...common,
        level: "division",
        parentCode: country.code,
        code: division.code,
        name: division.name,
        alternateName: division.alternateName ?? null,
        iso: division.iso,
        timeZone: division.timeZone ?? zone,
      },
      ...municipalities.map(
        (municipality): Territory => ({
          ...common,
          level: "municipality",
          parentCode: division.code,
          code: municipality.code,
          name: municipality.name,
          alternateName: municipality.alternateName ?? null,
          iso: null,
          timeZone: municipality.timeZone ?? division.timeZone ?? zone,
          governed: municipality.municipality !== false,
        }),
      ),
    ]),
  ];
}

/**
 * The organization's id from what a person typed: `GT-0902`, `gt0902`, or the
 * official number alone with the country they chose (`0902`).
 */
export function organizationCode(typed: string, country: string | null): string | null {
  const compact = typed.toUpperCase().replace(/[\s.-]/g, "");
  const match = /^([A-Z]{2})?(\d{4,5})$/.exec(compact);
  const of = match?.[1] ?? country;
  return match && of ? `${of}-${match[2]}` : null;
}
