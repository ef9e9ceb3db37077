import { expect, test } from "vitest";
import { INTERACTIONS } from "#app/domain/assessment/item.ts";
import { RandomItems } from "#tests/factories/bank-items.ts";
import { dice, seed } from "#tests/factories/seed.ts";
import { canonical } from "./formats/canonical.ts";
import { type Fields, fieldsOf } from "./item-fields.ts";
import { itemFrom } from "./item-from-fields.ts";
import { sameContent } from "./same-content.ts";

for (const interaction of INTERACTIONS) {
  test(`the form of an item says that item: ${interaction} (SEED=${seed})`, () => {
    const make = new RandomItems(dice(seed));
    for (let count = 0; count < 100; count += 1) {
      const item = canonical(make.item(`q${count}`, interaction));
      // One line of the form is one answer: those of gaps and keys have one paragraph.
      if (item.gaps || item.response.texts) flatten(item);
      // A choice of a pair is never explained, only what it is paired with.
      if (interaction === "match") for (const choice of item.choices) choice.feedback = null;
      const read = itemFrom(interaction, item.id, fieldsOf(item));
      if (!read.ok) throw new Error(JSON.stringify([read.problems, item]));
      if (!sameContent(read.item, item)) expect(read.item).toEqual(item);
    }
  });
}

function flatten(item: ReturnType<RandomItems["item"]>): void {
  const flat = (text: string) => text.replaceAll("\n", " ");
  for (const part of [...item.choices, ...(item.response.texts ?? [])]) {
    part.text = flat(part.text);
    if (part.feedback && item.gaps) part.feedback = flat(part.feedback);
  }
}

test.each<[string, string, Fields]>([
  ["enunciado", "no-prompt", { enunciado: " " }],
  ["opcion-1", "too-few-choices", { "opcion-2": "" }],
  ["opcion-1", "repeated-choice", { "opcion-2": "uno" }],
  ["vale-1", "no-key", { "vale-1": "0" }],
  ["vale-1", "several-keys", { "vale-2": "100" }],
  ["vale-2", "number", { "vale-2": "mucho" }],
  ["objetivo", "no-objective", { "usos[]": ["exam"] }],
  ["usos[]", "required", { "usos[]": [] }],
  ["etiquetas", "tag", { etiquetas: "a]b" }],
])("a form with a fault says it beside its field: %s %s", (field, fault, change) => {
  const fields = {
    ...{ enunciado: "¿Qué?", filas: "2", "opcion-1": "Uno", "vale-1": "100" },
    ...{ "opcion-2": "Dos", "vale-2": "", "usos[]": ["lesson"] },
    ...change,
  };
  const read = itemFrom("choice", "q", fields);
  expect(read.ok ? {} : read.problems).toMatchObject({ [field]: fault });
});
