import { z } from "zod";
import type { Rubric } from "#app/domain/assessment/item.ts";
import {
  type Agreement,
  agreement,
  FEWEST_PAIRS,
  type MarkingRule,
  type Pair,
  weightedKappa,
} from "./agreement.ts";
import { levelOf, type Points } from "./mark-form.ts";

/** A number as somebody types it, with a comma or a point. */
const typedNumber = (kind: z.ZodNumber, { min, max, bad }: Range) =>
  z
    .string()
    .regex(/^\s*\d{1,3}([.,]\d{1,3})?\s*$/, bad)
    .transform((text) => Number(text.replace(",", ".")))
    .refine((value) => kind.min(min).max(max).safeParse(value).success, bad);

interface Range {
  min: number;
  max: number;
  /** Key of the sentence for any other. */
  bad: string;
}

/** The form that sets how something is marked; an empty item is the whole exam. */
export const RuleForm = z.object({
  pregunta: z.string().max(200),
  personas: z.enum(["1", "2"]),
  anonima: z.enum(["si", "no"]),
  tolerancia: typedNumber(z.number(), { min: 0, max: 100, bad: "grading.rules.tolerance-bad" }),
  dias: typedNumber(z.int(), { min: 1, max: 90, bad: "grading.rules.days-bad" }),
});

/** The rule that a form asks for. */
export const ruleIn = (form: z.output<typeof RuleForm>): MarkingRule => ({
  graders: form.personas === "2" ? 2 : 1,
  anonymous: form.anonima === "si",
  tolerance: form.tolerancia / 100,
  patienceDays: form.dias,
});

/** Two people's marks of one response: what each came to, and its points by criterion. */
export interface MarkedTwice {
  shares: Pair;
  points: { first: Points; second: Points };
}

/** How far two people agree about one item. */
export interface ItemAgreement extends Agreement {
  /** By criterion; null where there are too few, or nothing to disagree about. */
  kappas: { criterion: string; text: string; kappa: number | null }[];
}

/** Agreement about one item, from every response that two people marked. */
export function itemAgreement(
  rubric: Rubric,
  marked: readonly MarkedTwice[],
  tolerance: number,
): ItemAgreement {
  return {
    ...agreement(
      marked.map(({ shares }) => shares),
      tolerance,
    ),
    kappas: rubric.criteria.map(({ id, text, levels }) => ({
      criterion: id,
      text,
      kappa:
        marked.length < FEWEST_PAIRS
          ? null
          : weightedKappa(
              marked.flatMap(({ points }) => levelPair(rubric, id, points)),
              levels.length,
            ),
    })),
  };
}

function levelPair(rubric: Rubric, criterion: string, points: MarkedTwice["points"]): Pair[] {
  const first = levelOf(rubric, criterion, points.first);
  const second = levelOf(rubric, criterion, points.second);
  return first === null || second === null ? [] : [{ first, second }];
}

/** An item of a course that a person marks, with its rule and how two people agree about it. */
export interface MarkedItem {
  itemId: string;
  title: string;
  rule: MarkingRule;
  /** The rule is its own, not that of the whole exam. */
  ownRule: boolean;
  agreement: ItemAgreement;
}

export interface MarkingRulesPage {
  courseSlug: string;
  courseTitle: string;
  /** Of the whole exam. */
  rule: MarkingRule;
  items: MarkedItem[];
  /** How many people may mark in the course. */
  graders: number;
}
