import { z } from "zod";

/** Countries a programme may serve: those whose territories are known here. ISO 3166-1. */
export const COUNTRIES = ["GT", "CL"] as const;

/** Goal unless changed: people, and years to reach it. */
export const DEFAULT_GOAL = 5000;
export const DEFAULT_YEARS = 4;

const whole = (least: number, most: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);

/** How a programme is named, as its form sends it. */
export const ProgramForm = z.object({
  name: z
    .string()
    .trim()
    .min(3, "program.form.problem.name")
    .max(120, "program.form.problem.name")
    .regex(/^\P{C}*$/u, "program.form.problem.name"),
  "countries[]": z
    .array(z.enum(COUNTRIES), "program.form.problem.countries")
    .min(1, "program.form.problem.countries"),
  goal: whole(1, 1_000_000, "program.form.problem.goal"),
  startsOn: z.iso.date("program.form.problem.starts-on"),
  years: whole(1, 20, "program.form.problem.years"),
});

export type ProgramForm = z.infer<typeof ProgramForm>;
