import { drawForm, type FormItem, NO_EXPOSURE } from "#app/domain/assessment/form.ts";
import type { AssessmentItem, ItemResponse } from "#app/domain/assessment/item.ts";
import { type AttemptOutcome, scoreAttempt } from "#app/domain/assessment/scoring.ts";
import type { Dice } from "./random.ts";
import type { World } from "./world.ts";

/** How hard an item is, in logits. */
const DIFFICULTY = { facil: -1, media: 0, dificil: 0.9 } as const;

/** One sitting of the exam: what was asked, what was answered, what it came to. */
export interface Sitting {
  form: FormItem[];
  responses: Map<string, ItemResponse>;
  outcome: AttemptOutcome;
}

/** Somebody of that ability sits the exam; `seen` are the items of their earlier tries. */
export function sit(
  { course }: World,
  country: string,
  ability: number,
  seen: ReadonlySet<string>,
  dice: Dice,
): Sitting {
  const { bank, exam } = course;
  const drawn = drawForm({
    bank,
    blueprint: exam.blueprint,
    country,
    exposure: NO_EXPOSURE,
    seen,
    random: dice.next,
    rules: exam,
  });
  if (!drawn.ok) throw new Error(`The bank of ${course.slug} is too small for its exam`);
  const byId = new Map(bank.map(({ item }) => [item.id, item]));
  const items = drawn.form.map(({ item }) => byId.get(item) as AssessmentItem);
  const responses = new Map(items.map((item) => [item.id, answer(item, ability, dice)]));
  return { form: drawn.form, responses, outcome: scoreAttempt(items, responses, exam.passMark) };
}

/**
 * A response, right with the probability of a three-parameter logistic model
 * (Birnbaum 1968) whose guessing share is one in as many as there are choices.
 */
export function answer(item: AssessmentItem, ability: number, dice: Dice): ItemResponse {
  const { correct } = item.response;
  const guess = 1 / (item.choices.length || 2);
  const knows = 1 / (1 + Math.exp(-1.3 * (ability - DIFFICULTY[item.difficulty])));
  return dice.chance(guess + (1 - guess) * knows) ? [...correct] : wrong(item, dice);
}

/** Another choice; where several are right, one of them is mistaken for another. */
function wrong(item: AssessmentItem, dice: Dice): ItemResponse {
  const { correct } = item.response;
  const distractors = item.choices.map(({ id }) => id).filter((id) => !correct.includes(id));
  if (distractors.length === 0) return correct.slice(1);
  return [...correct.slice(1), dice.pick(distractors)];
}
