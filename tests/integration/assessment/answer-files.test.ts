import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  answerFile,
  filesOfResponse,
  keepFile,
} from "#app/domain/assessment/answer-files.server.ts";
import { attemptPage } from "#app/domain/assessment/attempt-page.server.ts";
import { closeAttempt, finishAttempt } from "#app/domain/assessment/finish-attempt.server.ts";
import { saveAnswers } from "#app/domain/assessment/save-answers.server.ts";
import { newId } from "#app/kernel/ids.ts";
import { pdf } from "#tests/factories/answer-files.ts";
import { official, publishCourse } from "#tests/factories/assessment.ts";
import { attemptsOn, minutes, NOW } from "#tests/factories/attempts.ts";
import { SAMPLES } from "#tests/factories/items.ts";
import { freshDatabase, type TestDatabase } from "#tests/setup/database.ts";

const KINDS = ["file-upload", "text-entry"] as const;
const { item } = SAMPLES["file-upload"];

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await publishCourse(db, {
    exam: { blueprint: [{ objective: "dab-1", count: KINDS.length }] },
    items: KINDS.map((interaction) => SAMPLES[interaction].item),
  });
});

const { begin, countOf } = attemptsOn(() => db);

async function examinee() {
  const who = await official(db, { course: "curso" });
  return { who, attemptId: (await begin(who)).id };
}

/** Sends a PDF with these differences. */
function send(
  who: { id: string },
  attemptId: string,
  facts: { name?: string; bytes?: Buffer; itemId?: string; beside?: number } = {},
  now = minutes(1),
) {
  const given = { attemptId, itemId: item.id, name: "plan.pdf", bytes: pdf(), beside: 0, ...facts };
  return keepFile(db, who, given, now);
}

describe("keeping a file", () => {
  test("it is kept with its statement, and its bytes come back to who sent it alone", async () => {
    const { who, attemptId } = await examinee();
    const kept = await send(who, attemptId, { name: "C:\\mis planes\\plan ñ.pdf" });
    if (!kept.ok) throw new Error(kept.reason);

    const file = await answerFile(db, who, kept.value);
    expect(file).toMatchObject({ name: "plan ñ.pdf", mediaType: "application/pdf" });
    expect(file?.bytes.equals(pdf())).toBe(true);
    expect(await answerFile(db, await official(db), kept.value)).toBeNull();
    expect(await answerFile(db, who, newId())).toBeNull();
    expect(await answerFile(db, who, "no-es-un-id")).toBeNull();
    const size = pdf().length;
    expect(await filesOfResponse(db, [newId(), kept.value, "x"])).toEqual([
      { id: kept.value, name: "plan ñ.pdf", mediaType: "application/pdf", size },
    ]);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'attached'`)).toBe(1);
  });

  test("the same file sent again, also twenty times at once, is one", async () => {
    const { who, attemptId } = await examinee();
    const kept = await Promise.all(Array.from({ length: 20 }, () => send(who, attemptId)));
    expect(new Set(kept.map((each) => each.ok && each.value)).size).toBe(1);
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'attached'`)).toBe(1);
  });

  test("it is refused where it does not belong", async () => {
    const { who, attemptId } = await examinee();
    const unknown = { ok: false, reason: "unknown" };
    expect(await send(await official(db), attemptId)).toEqual(unknown);
    expect(await send(who, newId())).toEqual(unknown);
    const { item: text } = SAMPLES["text-entry"];
    expect(await send(who, attemptId, { itemId: text.id })).toEqual(unknown);
    expect(await send(who, attemptId, { itemId: "constructor" })).toEqual(unknown);
  });

  test.each<[string, Parameters<typeof send>[2] & object, string]>([
    ["nothing in it", { bytes: Buffer.alloc(0) }, "empty"],
    [
      "more bytes than asked for",
      { bytes: Buffer.concat([pdf(), Buffer.alloc(5_000_000)]) },
      "too-large",
    ],
    [
      "another kind, whatever its name",
      { bytes: Buffer.from("hola"), name: "plan.pdf" },
      "other-type",
    ],
    ["as many beside it as may be", { beside: 2 }, "too-many"],
  ])("it is refused with %s", async (_, facts, reason) => {
    const { who, attemptId } = await examinee();
    expect(await send(who, attemptId, facts)).toEqual({ ok: false, reason });
    expect(await countOf("statements", sql`actor_id = ${who.id} and verb = 'attached'`)).toBe(0);
  });

  test("nobody fills the database by changing files over and over, also at once", async () => {
    const { who, attemptId } = await examinee();
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        send(who, attemptId, { bytes: pdf(`versión ${index}`) }),
      ),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(20);
  });

  test("after the exam was handed in it is refused; after the deadline it is kept", async () => {
    const first = await examinee();
    await finishAttempt(db, first.who, first.attemptId, minutes(2));
    expect(await send(first.who, first.attemptId, {}, minutes(3))).toEqual({
      ok: false,
      reason: "closed",
    });
    const second = await examinee();
    await closeAttempt(db, second.attemptId, minutes(61));
    expect((await send(second.who, second.attemptId, {}, minutes(62))).ok).toBe(true);
  });
});

describe("an answer of files", () => {
  const give = (who: { id: string }, attemptId: string, response: string[]) =>
    saveAnswers(db, who, attemptId, [{ id: newId(), item: item.id, response }], minutes(2));

  test("has those of its own question, and no others", async () => {
    const { who, attemptId } = await examinee();
    const other = await examinee();
    const kept = await send(who, attemptId);
    const foreign = await send(other.who, other.attemptId);
    if (!kept.ok || !foreign.ok) throw new Error("not kept");
    const outcomeOf = async (...ids: string[]) =>
      (await give(who, attemptId, ids))?.answers[0]?.outcome;

    expect(await outcomeOf(kept.value)).toBe("saved");
    expect(await outcomeOf(foreign.value)).toBe("foreign");
    expect(await outcomeOf(kept.value, foreign.value)).toBe("foreign");
    expect(await outcomeOf(newId())).toBe("foreign");
    expect(await outcomeOf("constructor")).toBe("foreign");
    const page = await attemptPage(db, who, "curso", "all", NOW);
    const question = page?.questions.find((each) => each.item.id === item.id);
    expect(question?.response).toEqual([kept.value]);
    expect(question?.sent.map(({ name }) => name)).toEqual(["plan.pdf"]);
  });
});
