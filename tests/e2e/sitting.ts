import type { Locator, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import {
  INTERACTIONS,
  type InteractionName,
  type ItemResponse,
} from "#app/domain/assessment/item.ts";
import { isHumanScored } from "#app/domain/assessment/scoring.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import { enroll } from "#app/domain/enrollment/commands.server.ts";
import type { Database } from "#app/server/db.ts";
import { publishCourse } from "#tests/factories/assessment.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { test as base, expect, type Person } from "./fixtures.ts";
import { faultsIn, overflow } from "./looks.ts";

/** Kinds that are answered without a file. */
export const answered = INTERACTIONS.filter((interaction) => SAMPLES[interaction].right.length > 0);
/** Kinds that a machine scores. */
export const scored = INTERACTIONS.filter(
  (interaction) => !isHumanScored(SAMPLES[interaction].item),
);
/** The item of a kind. */
export const idOf = (interaction: InteractionName) => SAMPLES[interaction].item.id;

interface Sitting {
  slug: string;
  /** Where the exam asks a kind of question, from 1. */
  numberOf(interaction: InteractionName): number;
}

type Layout = "one-by-one" | "single-page";

/** Courses whose exam asks one question of each kind, and their lesson those that a machine scores. */
export const test = base.extend<
  { sit: (layout?: Layout) => Promise<Sitting> },
  { courses: Record<Layout, string> }
>({
  courses: [
    async ({ db }, use) => {
      const name = `tipos-${crypto.randomUUID()}`;
      const courses = { "one-by-one": name, "single-page": `${name}-hoja` };
      for (const [layout, slug] of Object.entries(courses)) {
        await publishCourse(db, {
          slug,
          exam: { layout, blueprint: [{ objective: "dab-1", count: INTERACTIONS.length }] },
          items: INTERACTIONS.map((interaction) => SAMPLES[interaction].item),
          checks: scored.map(idOf),
        });
      }
      await use(courses);
    },
    { scope: "worker" },
  ],

  sit: async ({ page, db, person, enter, courses }, use) =>
    use(async (layout = "one-by-one") => {
      const slug = courses[layout];
      const official = await person();
      await enroll(db, official, slug, new Date());
      await enter(page, official);
      const form = await formOf(db, official, slug);
      return { slug, numberOf: (interaction) => form.indexOf(idOf(interaction)) + 1 };
    }),
});

async function formOf(db: Database, { id }: Person, slug: string): Promise<string[]> {
  const started = await startAttempt(db, { id, country: "GT" }, slug, new Date());
  if (!started.ok) throw new Error(started.reason);
  const [row] = await db.execute<{ form: { item: string }[] }>(
    sql`select form from attempts where id = ${started.value.id}`,
  );
  return (row?.form ?? []).map(({ item }) => item);
}

/** What the fields of a question hold, as the server would read them. */
export function responseIn(question: Locator): Promise<ItemResponse> {
  return question.evaluate((element) => {
    const parts: string[] = [];
    const fields = element.querySelectorAll<HTMLInputElement>("[name^='response.']");
    for (const { type, name, checked, value } of fields) {
      if (value.trim() === "" || (/radio|checkbox/.test(type) && !checked)) continue;
      const gap = /\[(.+)\]$/.exec(name)?.[1];
      parts.push(gap ? `${gap} ${value}` : value);
    }
    return parts.toSorted();
  });
}

/** No axe violation, which is looked for with scripts, and no sideways scroll. */
export async function expectSound(page: Page, scripts: boolean | undefined): Promise<void> {
  if (scripts) expect(await faultsIn(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
}
