import { z } from "zod";
import type { Rubric, RubricCriterion } from "#app/domain/assessment/item.ts";

/** Most characters of a comment or a note. */
export const COMMENT_LENGTH = 4000;

/** Name of the field that holds the level of a criterion, by its place in the rubric. */
export const levelField = (id: string): string => `nivel-${id}`;

const text = z
  .string()
  .default("")
  .transform((value) => value.replaceAll("\r\n", "\n").trim())
  .pipe(z.string().max(COMMENT_LENGTH));

/** A marking form as it is posted, with the levels in the fields that `levelField` names. */
export const MarkForm = z.looseObject({
  comentario: text,
  nota: text,
  hacer: z.enum(["guardar", "calificar"]),
});

/** Points by id of the criterion. */
export type Points = Record<string, number>;

/** The points of the levels that were chosen; what the rubric does not have is left out. */
export function pointsOf({ criteria }: Rubric, levels: Readonly<Record<string, unknown>>): Points {
  return Object.fromEntries(
    criteria.flatMap(({ id, levels: own }) => {
      const chosen = levels[levelField(id)];
      const level = typeof chosen === "string" && /^\d{1,2}$/.test(chosen) && own[Number(chosen)];
      return level ? [[id, level.points]] : [];
    }),
  );
}

/** Place in its criterion, from 0, of the level that has those points; null = none has. */
export function levelOf(rubric: Rubric, criterion: string, points: Points): number | null {
  const given = points[criterion];
  const levels = rubric.criteria.find(({ id }) => id === criterion)?.levels ?? [];
  const place = levels.findIndex((level) => level.points === given);
  return place === -1 ? null : place;
}

/** Criteria of the rubric that have no points yet. */
export const missingCriteria = ({ criteria }: Rubric, points: Points): RubricCriterion[] =>
  criteria.filter(({ id }) => points[id] === undefined);
