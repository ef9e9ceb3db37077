import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { DEFAULT_RULE } from "#app/domain/grading/agreement.ts";
import { giveMark } from "#app/domain/grading/marking.server.ts";
import { setRule } from "#app/domain/grading/marking-rules.server.ts";
import type { ItemChange } from "#app/domain/grading/rekey.ts";
import { rescore } from "#app/domain/grading/rescore.server.ts";
import { makeRuling } from "#app/domain/grading/rulings.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { official } from "#tests/factories/assessment.ts";
import { answer, attemptsOn, minutes } from "#tests/factories/attempts.ts";
import { attemptRow, both, grader, publishEssayCourse } from "#tests/factories/grading.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase } from "#tests/setup/database.ts";

const db = await freshDatabase();
const [ana, luis, eva] = [await grader(db), await grader(db), await grader(db)] as const;
const { begin } = attemptsOn(() => db);
const TOLERANCE = 0.25;
const seed = Number(process.env.SEED ?? 20261122);

interface Script {
  /** What is answered to the two choice questions, in which `b` is right. */
  choices: [string, string];
  /** Points, 0 to 4, of both criteria, by each of two graders and by who may decide. */
  first: number;
  second: number;
  decision: number;
}

/** What the essay comes to: the mean of two who agree, else what the third decides. */
function essayShare({ first, second, decision }: Script): number {
  const apart = Math.abs(first - second) / 4;
  return apart <= TOLERANCE ? (first + second) / 8 : decision / 4;
}

/** The score under both rulings: of the first question `c` is right, the second is left out. */
function expected(script: Script): { score: number; points: number[] } {
  const points = [script.choices[0] === "c" ? 1 : 0, essayShare(script)];
  const total = points.reduce((sum, value) => sum + value, 0);
  return { score: Math.round((total / 2) * 1_000_000) / 1_000_000, points };
}

test(`whatever the order of handing in, marks, second marks, rulings and scoring again, the score is the same (SEED=${seed})`, async () => {
  const random = dice(seed);
  const pick = <Value>(values: readonly Value[]) =>
    values[Math.floor(random() * values.length)] as Value;
  for (let round = 0; round < 10; round += 1) {
    const course = `curso-${round}`;
    await publishEssayCourse(db, course);
    const double = { ...DEFAULT_RULE, graders: 2 as const, tolerance: TOLERANCE };
    await setRule(db, ana, { courseSlug: course, itemId: null }, double, minutes(0));
    const people = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const script: Script = {
          choices: [pick(["a", "b", "c"]), pick(["a", "b", "c"])],
          ...{ first: pick([0, 1, 2, 3, 4]), second: pick([0, 1, 2, 3, 4]) },
          decision: pick([0, 1, 2, 3, 4]),
        };
        const who = await official(db, { course });
        const { id } = await begin(who, course);
        const essay = { id: newId(), item: "informe", response: ["Mi informe."] };
        const [first, second] = script.choices;
        const given = [answer("dab-1-e1", first), answer("dab-1-e2", second), essay];
        await saveAnswers(db, who, id, given, minutes(1));
        return { who, id, script };
      }),
    );
    const acts: (() => Promise<unknown>)[] = [
      ...people.map((person) => () => throughMarks(person, random)),
      () => ruled(course, "dab-1-e1", { kind: "choice", choice: "c", beside: false }, random),
      () => ruled(course, "dab-1-e2", { kind: "drop" }, random),
    ];
    const order = acts
      .map((act) => ({ act, place: random() }))
      .sort((one, other) => one.place - other.place);
    await Promise.all(order.map(({ act }) => act()));
    for (const { id, script } of people) {
      const row = await attemptRow(db, id);
      const wanted = expected(script);
      const where = `SEED=${seed} round ${round} ${JSON.stringify(script)}`;
      expect(row.score, where).toBe(wanted.score);
      expect(
        row.outcomes?.map(({ points, asked }) => [points, asked]),
        where,
      ).toEqual([
        [wanted.points[0], 1],
        [wanted.points[1], 1],
      ]);
      // A pass that was given on the way stays.
      expect(row.passed === true || wanted.score < 0.7, where).toBe(true);
    }
  }
});

/** Hands in, and has it marked by two people in either order, and by a third if they disagree. */
async function throughMarks(
  { who, id, script }: { who: { id: string }; id: string; script: Script },
  random: () => number,
): Promise<void> {
  await finishAttempt(db, who, id, minutes(2));
  const [waits] = await db.execute<{ id: string }>(
    sql`select id from responses_to_mark where attempt_id = ${id}`,
  );
  const toMark = waits?.id ?? "";
  const marks = [
    () => giveMark(db, ana, toMark, both(script.first), minutes(3)),
    () => giveMark(db, luis, toMark, both(script.second), minutes(3)),
  ];
  if (random() < 0.5) marks.reverse();
  if (random() < 0.5) await Promise.all(marks.map((mark) => mark()));
  else for (const mark of marks) await mark();
  await giveMark(db, eva, toMark, both(script.decision), minutes(4));
}

/** Rules about an item, and scores again, perhaps twice at once. */
async function ruled(
  courseSlug: string,
  item: string,
  change: ItemChange,
  random: () => number,
): Promise<void> {
  const [row] = await db.execute<{ hash: string }>(sql`
    select item_hash as hash from edition_items join editions on editions.id = edition_id
    where course_slug = ${courseSlug} and item_id = ${item}`);
  const version = { courseSlug, hash: row?.hash ?? "" };
  const made = await makeRuling(db, eva, { version, change, reason: "Estaba mal." }, minutes(3));
  if (!made.ok) throw new Error(made.reason);
  const runs = random() < 0.5 ? 1 : 2;
  await Promise.all(Array.from({ length: runs }, () => rescore(db, made.value, minutes(5))));
}
