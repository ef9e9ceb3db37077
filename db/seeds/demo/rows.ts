import type { Table } from "drizzle-orm";
import { attempts, checkResponses, responses } from "#db/schema/assessment.ts";
import { credentials, revocations } from "#db/schema/credentials.ts";
import { enrollments, lessonProgress } from "#db/schema/enrollment.ts";
import { affiliations, merges, roleAssignments, secondFactors, users } from "#db/schema/people.ts";
import { requirementResults } from "#db/schema/program.ts";

/** The tables that the demonstration fills, each after those it refers to. */
export const TABLES = {
  users,
  affiliations,
  roleAssignments,
  secondFactors,
  merges,
  enrollments,
  lessonProgress,
  checkResponses,
  attempts,
  responses,
  requirementResults,
  credentials,
  revocations,
} as const satisfies Record<string, Table>;

/** Rows that wait to be written, by table. */
export type Rows = { [Name in keyof typeof TABLES]: (typeof TABLES)[Name]["$inferInsert"][] };

export const noRows = (): Rows =>
  Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as Rows;
