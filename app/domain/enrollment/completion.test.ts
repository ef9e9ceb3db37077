import { describe, expect, test } from "vitest";
import { CourseManifest, type MoveOn } from "#app/domain/courses/manifest.ts";
import {
  courseProgress,
  isSatisfied,
  type LessonProgress,
  missing,
  missingOfLesson,
  resumeAt,
} from "./completion.ts";

const manifest = CourseManifest.parse({
  slug: "curso",
  code: "CUR",
  title: "Curso",
  summary: "Uno",
  countries: ["GT"],
  objectives: [{ id: "o-1", text: "Hacer" }],
  modules: [
    {
      id: "m1",
      title: "Uno",
      objective: "Hacer",
      lessons: [
        { id: "leer", minutes: 10, moveOn: "Completed" },
        { id: "leer-y-responder", minutes: 10 },
      ],
    },
  ],
  exam: {
    id: "final",
    title: "Examen",
    passMark: 0.7,
    attempts: 2,
    blueprint: [{ objective: "o-1", count: 1 }],
  },
});

const progress = (...rows: Partial<LessonProgress>[]) =>
  new Map(
    rows.map((row) => [
      row.lessonId as string,
      { completed: false, passed: false, satisfied: false, ...row } as LessonProgress,
    ]),
  );

describe("moveOn (cmi5 §10.2.4)", () => {
  const none = { completed: false, passed: false };
  const completed = { completed: true, passed: false };
  const passed = { completed: false, passed: true };
  const both = { completed: true, passed: true };
  test.each<[MoveOn, boolean[]]>([
    ["Passed", [false, false, true, true]],
    ["Completed", [false, true, false, true]],
    ["CompletedAndPassed", [false, false, false, true]],
    ["CompletedOrPassed", [false, true, true, true]],
    ["NotApplicable", [true, true, true, true]],
  ])("%s is satisfied by nothing, completed, passed, both: %j", (moveOn, expected) => {
    expect([none, completed, passed, both].map((done) => isSatisfied(moveOn, done))).toEqual(
      expected,
    );
  });
});

describe("what is missing", () => {
  test("is everything, in order, for somebody who has just enrolled", () => {
    expect(missing(manifest, new Map(), false)).toEqual([
      { kind: "read", lessonId: "leer" },
      { kind: "read", lessonId: "leer-y-responder" },
      { kind: "checks", lessonId: "leer-y-responder" },
      { kind: "exam", examId: "final" },
    ]);
  });

  test("is only the questions of a lesson that was read", () => {
    const [, entry] = manifest.modules[0]?.lessons ?? [];
    if (!entry) throw new Error("no lesson");
    const read = progress({ lessonId: "leer-y-responder", completed: true });
    expect(missingOfLesson(entry, read)).toEqual([
      { kind: "checks", lessonId: "leer-y-responder" },
    ]);
  });

  test("is nothing of a lesson that was satisfied under an earlier rule", () => {
    const satisfied = progress(
      { lessonId: "leer", satisfied: true },
      { lessonId: "leer-y-responder", satisfied: true },
    );
    expect(missing(manifest, satisfied, true)).toEqual([]);
    expect(courseProgress(manifest, satisfied)).toEqual({ lessons: 2, satisfied: 2 });
  });
});

describe("where to go on", () => {
  test("is where the person stopped", () => {
    expect(resumeAt(manifest, new Map(), "leer-y-responder")).toBe("leer-y-responder");
  });

  test("is the first lesson not done when that one is done", () => {
    const done = progress({ lessonId: "leer-y-responder", completed: true, passed: true });
    expect(resumeAt(manifest, done, "leer-y-responder")).toBe("leer");
  });

  test("is nowhere when every lesson is done", () => {
    const done = progress(
      { lessonId: "leer", completed: true },
      { lessonId: "leer-y-responder", satisfied: true },
    );
    expect(resumeAt(manifest, done, "leer")).toBeNull();
  });
});
