import type { AssessmentItem, NumberKey } from "#app/domain/assessment/item.ts";
import { always, Carrying, type Kinds } from "../carrying.ts";
import type { Carried } from "../format.ts";
import { decimal, percent } from "../number.ts";
import { normalText } from "../plain-text.ts";
import { withGap } from "./kinds.ts";

/** What GIFT can have of each kind. */
const KINDS = {
  choice: always((carrying) => carrying.choiceShares()),
  "multiple-response": always((carrying) => carrying.choiceShares()),
  "true-false": always((carrying) => carrying.oneKey()),
  match: always((carrying) => carrying.evenPairs()),
  order: null,
  "text-entry": always((carrying) => carrying.typedShares()),
  numeric: always((carrying) => carrying.numberShares(written)),
  "inline-choice": oneGap,
  "extended-text": always(() => {}),
  "file-upload": null,
} satisfies Kinds;

/** What of an item GIFT gives back: it knows neither order, nor several gaps, nor files. */
export function carryGift(given: AssessmentItem): Carried {
  const carrying = new Carrying(given);
  carrying.item = withoutParserSigns(carrying);
  const carry: Kinds[keyof Kinds] = KINDS[carrying.item.interaction];
  if (!carry?.(carrying)) return { item: null, lost: ["kind"] };
  carrying.rubric();
  carrying.lose("notes", carrying.item.scorerNotes);
  carrying.put({ scorerNotes: undefined });
  carrying.entry({});
  carrying.tags();
  return carrying.done();
}

const written = ({ from, to }: NumberKey) => {
  return { from: Number(decimal(from)), to: Number(decimal(to)) };
};

/** One gap with text after it, and one right choice; answers whether GIFT can have it. */
function oneGap(carrying: Carrying): boolean {
  const { prompt, gaps = [], response } = carrying.item;
  const [gap] = gaps;
  if (!gap || gaps.length > 1 || prompt.includes("___")) return false;
  const [before = "", after = "", ...more] = prompt.split(`[[${gap.id}]]`);
  if (more.length > 0 || after.trim() === "") return false;
  const full = Object.values(response.mapping).filter((share) => share === 1);
  if (gap.choices.length > 0 && (full.length !== 1 || response.correct.length !== 1)) return false;
  const start = before.trim() === "" ? "" : `${before.trim()} `;
  const read = withGap(normalText(`${start}_____ ${after.trim()}`));
  carrying.lose("spacing", read !== prompt);
  carrying.put({ prompt: read });
  carrying.typedShares();
  const parts = Object.entries(response.mapping);
  carrying.putKey({
    mapping: Object.fromEntries(parts.map(([part, share]) => [part, percent(share) / 100])),
  });
  return true;
}

/** `&&058;` is what the parser makes of an escaped colon, and makes a colon of: a space parts it. */
function withoutParserSigns({ item, lost }: Carrying): AssessmentItem {
  const text = JSON.stringify(item);
  const parted = text.replace(/&&(?=\d)/g, "& &");
  if (parted !== text) lost.add("spacing");
  return JSON.parse(parted) as AssessmentItem;
}
