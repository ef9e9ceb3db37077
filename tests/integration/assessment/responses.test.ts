import { beforeAll, describe, expect, test } from "vitest";
import { Answers, gapField, idField, responseField } from "#app/domain/assessment/answer-fields.ts";
import { attemptPage } from "#app/domain/assessment/attempt-page.server.ts";
import { INTERACTIONS, type InteractionName } from "#app/domain/assessment/item.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { isResponse } from "#app/domain/assessment/scoring.ts";
import { newId } from "#app/kernel/ids.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { dice } from "#tests/factories/seed.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db, {
    exam: { blueprint: [{ objective: "dab-1", count: INTERACTIONS.length }] },
    items: INTERACTIONS.map((interaction) => SAMPLES[interaction].item),
  });
});

const { begin } = attemptsOn(() => db);

async function examinee() {
  const who = await official(db, { course: "curso" });
  return { who, attempt: (await begin(who)).id };
}

const itemOf = (interaction: InteractionName) => SAMPLES[interaction].item.id;

describe("a response of each kind", () => {
  const answered = INTERACTIONS.filter((interaction) => SAMPLES[interaction].right.length > 0);

  test("is saved and comes back as it was given", async () => {
    const { who, attempt } = await examinee();
    const answers = answered.map((interaction) => ({
      id: newId(),
      item: itemOf(interaction),
      response: SAMPLES[interaction].right,
    }));

    const saved = await saveAnswers(db, who, attempt, answers, minutes(1));

    expect(saved?.answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => "saved"));
    const page = await attemptPage(db, who, "curso", "all", NOW);
    for (const { item, response } of answers) {
      expect(page?.questions.find((each) => each.item.id === item)?.response).toEqual(response);
    }
  });

  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);

  test(`is taken by the exam if the item takes it, and by no other chance (SEED=${seed})`, async () => {
    const random = dice(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const { who, attempt } = await examinee();
    const parts = [
      ...INTERACTIONS.flatMap((interaction) => SAMPLES[interaction].right),
      ...["constructor", "g1", " este", "g1 ", "g3 este", "g3 al sol", `g3 ${"x".repeat(200)}`],
      ...["s1 c1", "s1  c1", "uno 2", "uno 4", "x".repeat(60), "x".repeat(61), "x".repeat(501)],
    ];
    for (let round = 0; round < 400; round += 1) {
      const { item } = SAMPLES[answered[round % answered.length] as InteractionName];
      const response = Array.from(
        { length: 1 + below(3) },
        () => parts[below(parts.length)] as string,
      );
      const given = { id: newId(), item: item.id, response };
      const saved = await saveAnswers(db, who, attempt, [given], minutes(1));
      expect(
        saved?.answers[0]?.outcome,
        `SEED=${seed} ${item.id} ${JSON.stringify(response)}`,
      ).toBe(isResponse(item, response) ? "saved" : "foreign");
    }
  });

  test("of an item that the attempt does not ask, or of another's attempt, is not taken", async () => {
    const { who, attempt } = await examinee();
    const other = await official(db, { course: "curso" });
    const given = { id: newId(), item: "constructor", response: ["a"] };
    const saved = await saveAnswers(db, who, attempt, [given], minutes(1));
    expect(saved?.answers[0]?.outcome).toBe("foreign");
    expect(await saveAnswers(db, other, attempt, [given], minutes(1))).toBeNull();
  });

  test("that was taken back is kept as blank; nothing where there was nothing is not", async () => {
    const { who, attempt } = await examinee();
    const item = itemOf("text-entry");
    const give = async (response: string[], minute: number) => {
      const given = { id: newId(), item, response };
      const saved = await saveAnswers(db, who, attempt, [given], minutes(minute));
      return saved?.answers[0]?.outcome;
    };
    expect(await give([], 1)).toBe("blank");
    expect(await give(["radio"], 2)).toBe("saved");
    expect(await give([], 3)).toBe("saved");
    const page = await attemptPage(db, who, "curso", "all", NOW);
    expect(page?.questions.find((each) => each.item.id === item)?.response).toEqual([]);
  });
});

describe("the fields of a form", () => {
  const item = "q.1-b_c";
  const read = (fields: Record<string, string | string[]>) => {
    const parsed = Answers.safeParse({ [idField(item)]: newId(), ...fields });
    return parsed.success ? parsed.data[0]?.response : "refused";
  };

  test("become the parts of a response: what was chosen, then what was typed in gaps", () => {
    const response = read({
      [responseField(item)]: ["g1 este", "", "g2 oeste"],
      [gapField(item, "g.3")]: "lo más alto",
      [gapField(item, "g4")]: "  ",
    });
    expect(response).toEqual(["g1 este", "g2 oeste", "g.3 lo más alto"]);
  });

  test("of an item whose name begins like another's stay apart", () => {
    const fields = {
      [idField("q")]: newId(),
      [idField("q.1")]: newId(),
      [gapField("q", "g")]: "uno",
      [gapField("q.1", "g")]: "dos",
      [responseField("q.1")]: ["a b"],
    };
    const parsed = Answers.parse(fields);
    expect(parsed.map(({ item, response }) => [item, response])).toEqual([
      ["q", ["g uno"]],
      ["q.1", ["a b", "g dos"]],
    ]);
  });

  test("with more parts, or longer ones, than anybody gives are refused", () => {
    expect(read({ [responseField(item)]: Array.from({ length: 101 }, String) })).toBe("refused");
    expect(read({ [gapField(item, "g")]: "x".repeat(40_001) })).toBe("refused");
    expect(read({ [gapField(item, "g")]: Array.from({ length: 101 }, String) })).toBe("refused");
  });

  test("a text keeps its lines, ended as a page ends them", () => {
    expect(read({ [responseField(item)]: ["uno\r\ndos\n"] })).toEqual(["uno\ndos\n"]);
  });
});
