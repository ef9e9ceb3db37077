import type { AssessmentItem } from "#app/domain/assessment/item.ts";
import { always, Carrying, type Kinds } from "../carrying.ts";
import type { Carried } from "../format.ts";
import { clean, percent } from "../number.ts";

/** What Moodle XML can have of each kind. */
const KINDS = {
  choice: always((carrying) => carrying.choiceShares()),
  "multiple-response": always((carrying) => carrying.choiceShares()),
  "true-false": always((carrying) => carrying.oneKey()),
  match: always((carrying) => carrying.evenPairs()),
  order: always((carrying) => carrying.evenPairs()),
  "text-entry": always((carrying) => carrying.typedShares()),
  numeric: always((carrying) => carrying.numberShares(rangeOf)),
  "inline-choice": always(carryGaps),
  "extended-text": always(() => {}),
  "file-upload": always(() => {}),
} satisfies Kinds;

/** What of an item Moodle XML gives back: every kind, without rubric nor shares of pairs. */
export function carryMoodleXml(given: AssessmentItem): Carried {
  const carrying = new Carrying(given);
  KINDS[carrying.item.interaction](carrying);
  const { interaction, scorerNotes } = carrying.item;
  const isEssay = interaction === "extended-text" || interaction === "file-upload";
  carrying.rubric();
  carrying.lose("notes", scorerNotes && !isEssay);
  if (!isEssay || !scorerNotes) carrying.put({ scorerNotes: undefined });
  carrying.entry({ units: interaction === "numeric", files: interaction === "file-upload" });
  carrying.tags();
  return carrying.done();
}

/** A number and its tolerance, as the file has the range. */
export function toleranceOf({ from, to }: { from: number; to: number }) {
  return { value: clean((from + to) / 2), tolerance: clean((to - from) / 2) };
}

function rangeOf(range: { from: number; to: number }) {
  const { value, tolerance } = toleranceOf(range);
  return { from: clean(value - tolerance), to: clean(value + tolerance) };
}

/** What each gap weighs among the others, as whole numbers of three digits at most. */
export function weightsOf(item: AssessmentItem): number[] {
  const most = (item.gaps ?? []).map(({ id }) => worthOf(item, id));
  const least = Math.min(...most.filter((worth) => worth > 0));
  if (!Number.isFinite(least)) return most.map(() => 1);
  const isEven = most.every((worth) => Math.abs(worth / least - 1) < 1e-3);
  return most.map((worth) => (isEven ? 1 : Math.max(1, Math.round(worth * 100))));
}

/** What a gap adds when it is right. */
export function worthOf({ response }: AssessmentItem, gap: string): number {
  const chosen = Object.entries(response.mapping).filter(([part]) => part.startsWith(`${gap} `));
  const typed = (response.texts ?? []).filter((key) => key.gap === gap);
  return Math.max(0, ...chosen.map(([, share]) => share), ...typed.map(({ score }) => score));
}

function carryGaps(carrying: Carrying): void {
  const { item } = carrying;
  const ids = item.choices.map(({ id }) => id);
  const weights = weightsOf(item);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mapping: Record<string, number> = {};
  const correct: string[] = [];
  const worth = new Map<string, { own: number; share: number }>();
  for (const [index, gap] of (item.gaps ?? []).entries()) {
    const own = worthOf(item, gap.id);
    const share = (weights[index] ?? 1) / total;
    worth.set(gap.id, { own, share });
    carrying.lose("weights", Math.abs(share - own) > 0.005);
    for (const id of ids.filter((each) => gap.choices.includes(each))) {
      const part = `${gap.id} ${id}`;
      const fraction = percent((item.response.mapping[part] ?? 0) / (own || 1)) / 100;
      if (fraction !== 0) mapping[part] = fraction * share;
      if (fraction === 1) correct.push(part);
    }
  }
  const texts = item.response.texts?.map((key) => {
    const { own, share } = worth.get(key.gap ?? "") ?? { own: 1, share: 1 };
    return { ...key, score: (percent(key.score / (own || 1)) / 100) * share };
  });
  const { texts: _texts, ...rest } = item.response;
  carrying.put({ response: { ...rest, correct, mapping, ...(texts?.length && { texts }) } });
}
