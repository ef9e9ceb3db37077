import { describe, expect, test } from "vitest";
import { type AssessmentItem, INTERACTIONS } from "#app/domain/assessment/item.ts";
import { RandomItems } from "#tests/factories/bank-items.ts";
import { dice, seed } from "#tests/factories/seed.ts";
import { lossesOf, writeItems } from "../formats.ts";
import { sameContent } from "../same-content.ts";
import { complete } from "../source-item.ts";
import { canonical } from "./canonical.ts";
import { FORMATS, type FormatName } from "./format.ts";
import { formats, readBlockOf } from "./registry.ts";

const EACH = 150;

/** The only item of a text; throws where it is not read. */
function readOne(format: FormatName, text: string, id: string): AssessmentItem {
  const split = formats[format].split(text);
  if (!split.ok) throw new Error(`${split.fault}: ${text}`);
  if (split.blocks.length !== 1) throw new Error(`${split.blocks.length} blocks: ${text}`);
  const read = readBlockOf(format, split.blocks[0] as (typeof split.blocks)[0]);
  if (!read.ok) throw new Error(`${read.fault} ${read.detail}: ${text}`);
  return complete(read.source, read.source.sourceId ?? id);
}

describe(`what is written is read back equal (SEED=${seed})`, () => {
  for (const format of FORMATS) {
    for (const interaction of INTERACTIONS) {
      test(`${format}: ${interaction}`, () => {
        const make = new RandomItems(dice(seed + INTERACTIONS.indexOf(interaction)));
        for (let count = 0; count < EACH; count += 1) {
          const item = make.item(`q-${count}`, interaction);
          const { item: carried, lost } = formats[format].carry(item);
          if (!carried) {
            expect(lost).toContain("kind");
            continue;
          }
          const text = writeItems(format, [carried]);
          const read = readOne(format, text, item.id);
          if (!sameContent(read, carried)) expect(read, text).toEqual(carried);
          // What was read once loses nothing more, and is written alike.
          const again = formats[format].carry(read);
          expect(sameContent(again.item, read)).toBe(true);
        }
      });
    }
  }

  test("a loss that is not listed does not happen", () => {
    const make = new RandomItems(dice(seed));
    for (let count = 0; count < 300; count += 1) {
      const item = make.item(`q-${count}`);
      for (const format of FORMATS) {
        const [loss] = lossesOf(format, [item]);
        const { item: carried } = formats[format].carry(item);
        if (loss || !carried) continue;
        const { title, feedback, rubric, scorerNotes, entry, author, license, tags } = item;
        expect(carried).toMatchObject({ title, feedback });
        expect(carried.rubric).toEqual(rubric);
        expect(carried.scorerNotes).toEqual(scorerNotes);
        expect(carried.entry).toEqual(entry);
        expect([carried.author, carried.license, carried.tags]).toEqual([author, license, tags]);
        expect(carried.choices.map(({ text }) => text).sort()).toEqual(
          item.choices.map(({ text }) => text).sort(),
        );
      }
    }
  });

  test("a loss that is listed does happen, and one that happens is listed", () => {
    const make = new RandomItems(dice(seed));
    for (let count = 0; count < 400; count += 1) {
      const item = make.item(`q-${count}`);
      for (const format of ["gift", "moodle-xml"] as const) {
        const { item: carried, lost } = formats[format].carry(item);
        if (!carried) continue;
        const isWhole = sameContent(carried, canonical(item));
        expect(isWhole, `${format} ${lost} ${JSON.stringify(item)}`).toBe(lost.length === 0);
      }
    }
  });
});
