import type {
  AssessmentItem,
  InteractionName,
  NumberKey,
  ResponseDeclaration,
} from "#app/domain/assessment/item.ts";
import { isAnyNumber } from "#app/domain/assessment/item.ts";
import { canonical } from "./canonical.ts";
import type { Carried, Lost } from "./format.ts";
import { percent, sharesOf } from "./number.ts";
import { evenPairs } from "./parts.ts";
import { isTag } from "./tags.ts";

/**
 * What a format does with each kind of question: leaves of an item what it can have, and says
 * whether it can have it at all; null = it has no such kind.
 */
export type Kinds = Record<InteractionName, ((carrying: Carrying) => boolean) | null>;

/** A kind that a format can always have, less what this leaves behind. */
export const always =
  (leave: (carrying: Carrying) => void) =>
  (carrying: Carrying): boolean => {
    leave(carrying);
    return true;
  };

/** What a format keeps of an item, and what of it was left behind on the way. */
export class Carrying {
  item: AssessmentItem;
  readonly lost = new Set<Lost>();

  constructor(item: AssessmentItem) {
    this.item = canonical(item);
  }

  /** Puts these fields in place of the item's; `undefined` takes one away. */
  put(fields: Partial<AssessmentItem>): void {
    const item = { ...this.item, ...fields } as Record<string, unknown>;
    for (const [name, value] of Object.entries(item)) if (value === undefined) delete item[name];
    this.item = item as unknown as AssessmentItem;
  }

  putKey(fields: Partial<ResponseDeclaration>): void {
    this.put({ response: { ...this.item.response, ...fields } });
  }

  lose(what: Lost, isLost: unknown): void {
    if (isLost) this.lost.add(what);
  }

  done(): Carried {
    return { item: this.item, lost: [...this.lost] };
  }

  /** The one right choice and nothing for the other, as in true and false. */
  oneKey(): void {
    const [key = ""] = this.item.response.correct;
    this.lose(
      "weights",
      Object.keys(this.item.response.mapping).some((id) => id !== key),
    );
    this.putKey({ mapping: { [key]: 1 } });
  }

  /** Shares in percent, which a question with several right choices brings to a whole. */
  choiceShares(): void {
    const { interaction, choices, response } = this.item;
    const weights = choices.map(({ id }) => percent(response.mapping[id] ?? 0));
    const isOne = interaction === "choice";
    const shares = isOne ? weights.map((weight) => weight / 100) : sharesOf(weights);
    const mapping = choices.map(({ id }, index) => [id, shares[index] ?? 0] as const);
    const right = mapping.filter(([, share]) => share > 0).map(([id]) => id);
    this.putKey({
      mapping: Object.fromEntries(mapping.filter(([, share]) => share !== 0)),
      correct: isOne ? response.correct : right,
    });
  }

  /** What is typed is worth a percentage. */
  typedShares(): void {
    const { texts } = this.item.response;
    const rounded = texts?.map((key) => ({ ...key, score: percent(key.score) / 100 }));
    this.putKey({ ...(rounded && { texts: rounded }) });
  }

  /** The same for numbers, each range as the format has it. */
  numberShares(range: (key: NumberKey) => { from: number; to: number }): void {
    const numbers = (this.item.response.numbers ?? []).map((key) => ({
      ...key,
      ...(!isAnyNumber(key) && range(key)),
      score: percent(key.score) / 100,
    }));
    this.putKey({ numbers });
  }

  /** Every pair is worth the same in a format that knows no shares, and nothing is said of it. */
  evenPairs(): void {
    this.choiceFeedback();
    const { correct, mapping } = this.item.response;
    const even = evenPairs(correct);
    const isEven =
      Object.keys(mapping).length === correct.length &&
      correct.every((part) => Math.abs((mapping[part] ?? 0) - (even[part] ?? 0)) < 1e-4);
    this.lose("weights", !isEven);
    this.putKey({ mapping: even });
  }

  /** Tags that cannot be written stay behind. */
  tags(): void {
    const { author, license, tags } = this.item;
    const kept = tags?.filter(isTag);
    const keptAuthor = author && isTag(`autor:${author}`) ? author : undefined;
    const keptLicense = license && isTag(`licencia:${license}`) ? license : undefined;
    this.lose("tags", keptAuthor !== (author || undefined));
    this.lose("tags", keptLicense !== (license || undefined));
    this.lose("tags", (kept?.length ?? 0) < (tags?.length ?? 0));
    this.put({
      author: keptAuthor,
      license: keptLicense,
      tags: kept && kept.length > 0 ? kept : undefined,
    });
  }

  /** Parts of `entry` that a format carries; the others are lost under their names. */
  entry(keeps: { units?: boolean; files?: boolean }): void {
    const { units, files, length } = this.item.entry ?? {};
    this.lose("units", units?.length && !keeps.units);
    this.lose("files", files && !keeps.files);
    const entry = {
      ...(length && { length }),
      ...(units?.length && keeps.units && { units }),
      ...(files && keeps.files && { files }),
    };
    this.put({ entry: Object.keys(entry).length > 0 ? entry : undefined });
  }

  /** No format has a rubric. */
  rubric(): void {
    this.lose("rubric", this.item.rubric);
    this.put({ rubric: undefined });
  }

  /** Nothing is said of a choice or a source. */
  choiceFeedback(): void {
    const { choices, sources } = this.item;
    this.lose(
      "choice-feedback",
      [...choices, ...(sources ?? [])].some(({ feedback }) => feedback),
    );
    const silent = <Part extends object>(part: Part) => ({ ...part, feedback: null });
    this.put({ choices: choices.map(silent), ...(sources && { sources: sources.map(silent) }) });
  }
}
