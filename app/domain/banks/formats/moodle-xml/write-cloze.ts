import type { AssessmentItem, Gap } from "#app/domain/assessment/item.ts";
import { decimal, percent } from "../number.ts";
import { weightsOf, worthOf } from "./carry.ts";
import { asHtml } from "./text.ts";

/** The HTML of a text with its gaps, as Moodle's "cloze" has them. */
export function writeCloze(item: AssessmentItem): string {
  const weights = weightsOf(item);
  const gaps = new Map(
    (item.gaps ?? []).map((gap, index) => [gap.id, embedded(item, gap, weights[index] ?? 1)]),
  );
  return asHtml(item.prompt).replace(
    /\[\[([^\]\s]+)\]\]/g,
    (mark, id: string) => gaps.get(id) ?? mark,
  );
}

function embedded(item: AssessmentItem, gap: Gap, weight: number): string {
  const { choices, response } = item;
  const worth = worthOf(item, gap.id) || 1;
  const options =
    gap.choices.length > 0
      ? gap.choices.map((id) => {
          const { text = "", feedback = null } = choices.find((each) => each.id === id) ?? {};
          return option(text, (response.mapping[`${gap.id} ${id}`] ?? 0) / worth, feedback);
        })
      : (response.texts ?? [])
          .filter((key) => key.gap === gap.id)
          .map((key) => option(key.text, key.score / worth, key.feedback));
  const typed = response.caseSensitive ? "SHORTANSWER_C" : "SHORTANSWER";
  return `{${weight}:${gap.choices.length > 0 ? "MULTICHOICE" : typed}:${options.join("~")}}`;
}

function option(text: string, share: number, feedback: string | null): string {
  const worth = percent(share);
  const mark = worth === 100 ? "=" : worth === 0 ? "" : `%${decimal(worth)}%`;
  return `${mark}${escaped(text)}${feedback === null ? "" : `#${escaped(feedback)}`}`;
}

const escaped = (text: string): string => asHtml(text).replace(/[\\~#}=%{]/g, "\\$&");
