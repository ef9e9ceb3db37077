import { describe, expect, test } from "vitest";
import { planCourse, withdrawn } from "./diff.ts";

const content = { contentHash: "b", lessons: [{ lessonId: "uno", key: "k1" }] };
const state = {
  currentEditionId: "e2",
  editions: [
    { id: "e1", number: 1, contentHash: "a" },
    { id: "e2", number: 2, contentHash: "b" },
  ],
  lessons: [{ lessonId: "uno", key: "k1" }],
};

describe("the plan of a course", () => {
  test("is its first edition when the database has none", () => {
    expect(planCourse(content, null)).toEqual({ kind: "publish", number: 1 });
  });

  test("is nothing when the database holds it", () => {
    expect(planCourse(content, state)).toEqual({ kind: "unchanged", number: 2 });
  });

  test("is the next edition for a content never seen", () => {
    expect(planCourse({ ...content, contentHash: "c" }, state)).toEqual({
      kind: "publish",
      number: 3,
    });
  });

  test("is the earlier edition when its content comes back", () => {
    expect(planCourse({ ...content, contentHash: "a" }, state)).toEqual({
      kind: "restore",
      editionId: "e1",
      number: 1,
    });
  });

  test("keeps the edition when only the compiler changed", () => {
    const lessons = [{ lessonId: "uno", key: "k2" }];
    expect(planCourse({ ...content, lessons }, state)).toEqual({
      kind: "recompile",
      editionId: "e2",
      number: 2,
      lessons,
    });
  });

  test("withdraws what is offered and has no folder", () => {
    expect(withdrawn(["uno"], ["uno", "dos"])).toEqual(["dos"]);
  });
});
