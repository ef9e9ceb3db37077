import { describe, expect, test } from "vitest";
import { manifestOf } from "#tests/factories/credentials.ts";
import { lackingForCourse, lackingForPathway } from "./requirements.ts";

const course = manifestOf("agua-segura");
const done = { satisfied: new Set(["leer", "avisar"]), examPassed: true };

describe("a course's certificate", () => {
  test("lacks nothing once every lesson is satisfied and the exam passed", () => {
    expect(lackingForCourse(course, done)).toEqual([]);
  });

  test("lacks each lesson left, in order, and the exam", () => {
    expect(lackingForCourse(course, { satisfied: new Set(), examPassed: false })).toEqual([
      { kind: "lesson", lesson: "leer" },
      { kind: "lesson", lesson: "avisar" },
      { kind: "exam", exam: "agua-segura-examen" },
    ]);
  });

  test("asks for no exam where the course has none", () => {
    const facts = { ...done, examPassed: false };
    expect(lackingForCourse({ ...course, exam: null }, facts)).toEqual([]);
  });

  test("asks nothing of a lesson that does not apply", () => {
    const [module] = course.modules;
    if (!module) throw new Error("the course has a module");
    const lessons = module.lessons.map((lesson) => ({
      ...lesson,
      moveOn: "NotApplicable" as const,
    }));
    const free = { ...course, modules: [{ ...module, lessons }] };
    expect(lackingForCourse(free, { satisfied: new Set(), examPassed: true })).toEqual([]);
  });
});

describe("the certification", () => {
  const requirements = ["exam:a", "exercise:a", "project:b"];
  const rubric = { evidence: 1, people: 3, legality: 2, usefulness: 2 };
  const results = [
    { requirement: "exam:a", evidence: { score: 0.7 } },
    { requirement: "exercise:a", evidence: { rubric } },
    { requirement: "project:b", evidence: { rubric } },
  ];

  test("lacks nothing with each exam at 70 %, each exercise and the project reviewed", () => {
    expect(lackingForPathway(requirements, results)).toEqual([]);
  });

  test.each([
    ["an exam under 70 %", { requirement: "exam:a", evidence: { score: 0.69 } }],
    ["an exercise not reviewed", { requirement: "exercise:a", evidence: {} }],
    [
      "an exercise with a criterion at 0",
      { requirement: "exercise:a", evidence: { rubric: { ...rubric, people: 0 } } },
    ],
    [
      "a criterion above 3",
      { requirement: "project:b", evidence: { rubric: { ...rubric, people: 4 } } },
    ],
    ["evidence of nothing", { requirement: "project:b", evidence: null }],
  ])("lacks %s", (_, weak) => {
    const others = results.filter(({ requirement }) => requirement !== weak.requirement);
    expect(lackingForPathway(requirements, [...others, weak])).toEqual([
      { kind: "requirement", requirement: weak.requirement },
    ]);
  });
});
