import { type Cell, toCsv } from "#app/kernel/csv.ts";
import type { Month, PublishedGoal, Row } from "./figures.ts";
import { LEAST } from "./suppress.ts";

/** Columns of the goal's table as data, in order; `/datos` explains each. */
export const COLUMNS = ["serie", "codigo", "nombre", "parte_de", "personas", "reservado"] as const;

/** Series of the table, in order. */
export const SERIES = [
  "meta",
  "certificadas",
  "esperadas",
  "pais",
  "division",
  "municipio",
  "mes",
  "certificados_de_curso",
] as const;

/** The goal as a table: one line a number. */
export function goalCsv(goal: PublishedGoal): string {
  const { program, certified, pace, countries, divisions, municipalities, months, courses } = goal;
  const line = (serie: (typeof SERIES)[number], cells: Cell[]) => [serie, ...cells];
  return toCsv([
    COLUMNS,
    line("meta", [program.startsOn, program.name, null, program.goal, "no"]),
    line("certificadas", [null, program.name, null, certified, "no"]),
    line("esperadas", [null, program.name, null, pace.expected, "no"]),
    ...countries.map((row) => line("pais", placeCells(row))),
    ...divisions.map((row) => line("division", placeCells(row))),
    ...municipalities.map((row) => line("municipio", placeCells(row))),
    ...months.map(({ month, people }) => line("mes", [month, null, null, people, hidden(people)])),
    ...courses.map(({ id, title, certificates }) =>
      line("certificados_de_curso", [id, title, null, certificates, "no"]),
    ),
  ]);
}

const hidden = (people: number | null) => (people === null ? "si" : "no");

const placeCells = ({ code, name, parent, people }: Row): Cell[] => [
  code,
  name,
  parent,
  people,
  hidden(people),
];

/** The same numbers as a document; null = not shown. Times in ISO 8601, UTC. */
export function goalJson(goal: PublishedGoal, now: Date) {
  const { program, certified, pace, months, courses } = goal;
  return {
    generado: now.toISOString(),
    licencia: "CC BY 4.0",
    reservado_si_menor_que: LEAST,
    programa: {
      nombre: program.name,
      paises: program.countries,
      meta: program.goal,
      inicio: program.startsOn,
      fin: pace.endsOn,
      anios: program.years,
    },
    personas_certificadas: certified,
    ritmo: {
      estado: pace.state,
      personas_esperadas: pace.expected,
      diferencia: pace.difference,
      por_mes_parejo: Math.round(pace.evenPerMonth * 10) / 10,
      por_mes_necesario: pace.neededPerMonth,
    },
    por_pais: goal.countries.map(placeJson),
    por_division: goal.divisions.map(placeJson),
    por_municipio: goal.municipalities.map(placeJson),
    por_mes: months.map(monthJson),
    certificados_de_curso: courses.map(({ id, title, certificates }) => ({
      codigo: id,
      nombre: title,
      certificados: certificates,
    })),
  };
}

const placeJson = ({ code, name, parent, people, detailed }: Row) => ({
  codigo: code,
  nombre: name,
  parte_de: parent,
  personas: people,
  con_detalle: detailed,
});

const monthJson = ({ month, people, total, expected }: Month) => ({
  mes: month,
  personas: people,
  acumulado: total,
  esperadas: expected,
});
