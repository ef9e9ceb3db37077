import type { GIFTQuestion, MultipleChoice, TrueFalse } from "gift-pegjs";
import type { AssessmentItem } from "../item.ts";
import { lettered, plainText } from "./gift-text.ts";

/** What a question's text gives an item. */
export type ReadKind = Pick<AssessmentItem, "interaction" | "choices" | "response">;

/** The item of a GIFT question as far as its kind says; null = of no kind that is read. */
export function readKind(question: GIFTQuestion): ReadKind | null {
  if (question.type === "TF") return trueFalse(question);
  if (question.type !== "MC") return null;
  if (question.choices.some(({ isCorrect }) => isCorrect)) return choice(question);
  return question.choices.some(({ weight }) => weight !== null) ? several(question) : null;
}

/** One option is right (`=`). Another may be worth a part (`~%50%`), as in Moodle. */
function choice({ choices: options }: MultipleChoice): ReadKind {
  const choices = lettered(options);
  const right = choices.filter((_, index) => options[index]?.isCorrect);
  const mapping: Record<string, number> = {};
  for (const [index, { id }] of choices.entries()) {
    const share = options[index]?.isCorrect ? 1 : (options[index]?.weight ?? 0) / 100;
    if (share !== 0) mapping[id] = share;
  }
  const response = { correct: right.map(({ id }) => id), mapping };
  return { interaction: "choice", choices, response };
}

/** What right options may miss or exceed 100 by, since thirds do not divide evenly. */
const TOLERANCE = 0.01;

/** Each option has its weight (`~%50%`, `~%-50%`); those of the right ones are brought to 100. */
function several({ choices: options }: MultipleChoice): ReadKind {
  const choices = lettered(options);
  const weights = options.map(({ weight }) => weight ?? 0);
  const right = choices.filter((_, index) => (weights[index] ?? 0) > 0);
  const total = weights.filter((weight) => weight > 0).reduce((sum, weight) => sum + weight, 0);
  const whole = Math.abs(total - 100) <= TOLERANCE ? total : 100;
  const mapping: Record<string, number> = {};
  for (const [index, { id }] of choices.entries()) {
    const weight = weights[index] ?? 0;
    if (weight !== 0) mapping[id] = weight > 0 ? weight / whole : weight / 100;
  }
  const response = { correct: right.map(({ id }) => id), mapping };
  return { interaction: "multiple-response", choices, response };
}

/** The first feedback is for the wrong answer and the second for the right one. */
function trueFalse({ isTrue, trueFeedback: wrong, falseFeedback: right }: TrueFalse): ReadKind {
  const key = isTrue ? "true" : "false";
  const choices = ["true", "false"].map((id) => ({
    id,
    text: "",
    feedback: plainText(id === key ? right : wrong) || null,
  }));
  return {
    interaction: "true-false",
    choices,
    response: { correct: [key], mapping: { [key]: 1 } },
  };
}
