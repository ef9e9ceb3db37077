import { inThisOrder } from "#app/domain/assessment/interactions/order/order.ts";
import {
  type AssessmentItem,
  type Choice,
  INTERACTIONS,
  type InteractionName,
} from "#app/domain/assessment/item.ts";
import { itemProblem } from "#app/domain/assessment/item-problem.ts";

/** Pieces of text that some format gives a meaning. */
const WORDS = [
  ...["agua", "Ñandú", "el 5 %", "100%", "café", "¿Qué?", "a=b", "~no", "#1", "{x}", "50:50"],
  ...["C:\\temp", "\\n", "a -> b", "<b>", "x < 3", "&amp;", "R&D", "[html]", "::", "//", "$5"],
  ...["A.", "ANSWER:", "*", "“cita”", "'", '"', "…", "[nota]", "ę", "中文", "😀", "&&058;", "%50%"],
  ...["1.234,5", "=%", "~=", "}", "\\", "]]>", "<!--", "--", "@@", "&#39;", "Kʼicheʼ"],
];

export class RandomItems {
  readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  one<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.random() * values.length)] as Value;
  }

  /** With a third of chance. */
  maybe<Value>(make: () => Value): Value | null {
    return this.random() < 1 / 3 ? make() : null;
  }

  line(): string {
    return Array.from({ length: this.int(1, 5) }, () => this.one(WORDS)).join(" ");
  }

  text(): string {
    return Array.from({ length: this.random() < 0.2 ? 2 : 1 }, () => this.line()).join("\n");
  }

  /** Texts that differ, also without capitals. */
  texts(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `${this.text()} ${index}`);
  }

  choices(count: number, name: (index: number) => string): Choice[] {
    return this.texts(count).map((text, index) => ({
      id: name(index),
      text,
      feedback: this.maybe(() => this.text()),
    }));
  }

  /** A valid item of that kind, or of any. */
  item(id: string, interaction: InteractionName = this.one(INTERACTIONS)): AssessmentItem {
    const isMarked = interaction === "extended-text" || interaction === "file-upload";
    const item: AssessmentItem = {
      id,
      title: this.random() < 0.3 ? "" : this.line(),
      interaction,
      prompt: this.text(),
      choices: [],
      response: { correct: [], mapping: {} },
      feedback: this.maybe(() => this.text()),
      objective: this.one(["dab-1", "dab-2-3"]),
      difficulty: this.one(["facil", "media", "dificil"]),
      countries: this.one([[], ["GT"], ["GT", "CL"]]),
      uses: isMarked ? ["exam"] : this.one([["exam"], ["lesson"], ["lesson", "review"]]),
      ...(this.random() < 0.3 && { author: "Ana López: docente" }),
      ...(this.random() < 0.3 && { license: "CC BY 4.0" }),
      ...(this.random() < 0.3 && { tags: ["agua potable", "ley:2024"] }),
      ...(isMarked && this.random() < 0.5 && { scorerNotes: this.text() }),
      ...this.parts(interaction),
    };
    if (interaction === "inline-choice") this.gaps(item);
    const problem = itemProblem(item);
    if (problem) throw new Error(`${problem}: ${JSON.stringify(item)}`);
    return item;
  }

  private parts(interaction: InteractionName): Partial<AssessmentItem> {
    const whole = this.random() < 0.2 ? { whole: true } : {};
    switch (interaction) {
      case "choice": {
        const choices = this.choices(this.int(2, 5), (index) => `op-${index}`);
        const mapping: Record<string, number> = { "op-1": 1 };
        if (this.random() < 0.3) mapping["op-0"] = this.one([0.5, -0.25, 0.33333]);
        return { choices, response: { correct: ["op-1"], mapping } };
      }
      case "multiple-response": {
        const choices = this.choices(this.int(4, 7), (index) => `op-${index}`);
        const right = choices.slice(0, this.int(1, 3)).map(({ id }) => id);
        const mapping = Object.fromEntries(right.map((id) => [id, 1 / right.length]));
        if (this.random() < 0.5) mapping[`op-${choices.length - 1}`] = this.one([-1, -0.5, -1 / 3]);
        return { choices, response: { correct: right, mapping, ...whole } };
      }
      case "true-false": {
        const key = this.one(["true", "false"]);
        const choices = ["true", "false"].map((id) => {
          return { id, text: "", feedback: this.maybe(() => this.text()) };
        });
        return { choices, response: { correct: [key], mapping: { [key]: 1 } } };
      }
      case "match": {
        const choices = this.choices(this.int(2, 5), (index) => `r${index}`);
        const sources = this.choices(this.int(2, 5), (index) => `l${index}`);
        const correct = sources.map(({ id }) => `${id} ${this.one(choices).id}`);
        const mapping = Object.fromEntries(correct.map((pair) => [pair, 1 / correct.length]));
        return { choices, sources, response: { correct, mapping, ...whole } };
      }
      case "order": {
        const choices = this.choices(this.int(2, 6), (index) => `p${index}`);
        const correct = inThisOrder(choices);
        const mapping = Object.fromEntries(correct.map((pair) => [pair, 1 / correct.length]));
        return { choices, response: { correct, mapping, ...whole } };
      }
      case "text-entry":
        return {
          response: { correct: [], mapping: {}, texts: this.keys(), ...this.rules() },
          ...(this.random() < 0.3 && { entry: { length: 80 } }),
        };
      case "numeric":
        return this.numeric();
      case "extended-text":
        return { rubric: this.rubric(), ...(this.random() < 0.5 && { entry: { length: 3000 } }) };
      case "file-upload":
        return {
          rubric: this.rubric(),
          entry: { files: { most: 2, bytes: 1_000_000, mediaTypes: ["application/pdf"] } },
        };
      case "inline-choice":
        return {};
    }
  }

  private keys() {
    return this.texts(this.int(1, 3)).map((text, index) => ({
      text,
      score: index === 0 ? 1 : this.one([0, 0.5, 0.75]),
      feedback: this.maybe(() => this.text()),
    }));
  }

  private rules() {
    return {
      ...(this.random() < 0.3 && { caseSensitive: true }),
      ...(this.random() < 0.3 && { accentSensitive: true }),
    };
  }

  private numeric(): Partial<AssessmentItem> {
    const numbers = Array.from({ length: this.int(1, 3) }, (_, index) => {
      const from = this.one([0, 1822, -7.25, 0.000004, 1e21, this.int(-500, 500) / 8]);
      const to = from + this.one([0, 0, 0.5, 10]);
      const score = index === 0 ? 1 : this.one([0, 0.5]);
      return { from, to, score, feedback: this.maybe(() => this.text()) };
    });
    const units = [
      { name: "m", factor: 1 },
      { name: "km", factor: 1000 },
    ];
    return {
      response: { correct: [], mapping: {}, numbers },
      ...(this.random() < 0.3 && { entry: { units } }),
    };
  }

  private rubric() {
    const level = (points: number) => ({ points, text: this.line() });
    return { criteria: [{ id: "c1", text: this.line(), levels: [level(0), level(2)] }] };
  }

  private gaps(item: AssessmentItem): void {
    const count = this.int(1, 3);
    const caseSensitive = this.random() < 0.3;
    item.gaps = [];
    item.prompt = this.line().replaceAll("[", "(");
    for (let index = 0; index < count; index += 1) {
      const id = `hueco${index}`;
      item.prompt += ` [[${id}]] ${this.line().replaceAll("[", "(")}`;
      if (this.random() < 0.5) {
        const choices = this.choices(3, (at) => `h${index}o${at}`);
        item.choices.push(...choices);
        item.gaps.push({ id, choices: choices.map((choice) => choice.id) });
        item.response.correct.push(`${id} ${choices[0]?.id}`);
        item.response.mapping[`${id} ${choices[0]?.id}`] = 1 / count;
        continue;
      }
      item.gaps.push({ id, choices: [] });
      const keys = this.keys().map((key) => ({ ...key, gap: id, score: key.score / count }));
      item.response.texts = [...(item.response.texts ?? []), ...keys];
      if (caseSensitive) item.response.caseSensitive = true;
    }
  }
}
