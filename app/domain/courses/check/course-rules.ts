import type { CompiledLesson } from "../lesson.ts";
import type { CourseManifest } from "../manifest.ts";
import type { CheckedItem } from "./bank-rules.ts";
import { readingsOf } from "./lesson-rules.ts";

/** What a course is held to: easy to read, and enough questions to draw from and to review with. */
const COURSE_LIMITS = {
  /** INFLESZ of its lessons, on average. */
  inflesz: 65,
  examItems: 100,
  /** Items for later review of each objective, apart from the exam's bank. */
  reviewItems: 3,
} as const;

export interface CourseFinding {
  message: string;
  /** Where in `course.json`. */
  path: PropertyKey[];
}

export interface CourseToCheck {
  manifest: CourseManifest;
  lessons: readonly CompiledLesson[];
  items: readonly CheckedItem[];
  /** Questions that lessons place, by id. */
  placed: ReadonlyMap<string, unknown>;
  /** Files of the course's folder. */
  paths: readonly string[];
}

/** What a course lacks as a whole. */
export function courseFindings(given: CourseToCheck): CourseFinding[] {
  return [
    ...presentationFindings(given),
    ...moduleFindings(given),
    ...itemFindings(given),
    ...unusedFindings(given),
  ];
}

function presentationFindings({ manifest, lessons }: CourseToCheck): CourseFinding[] {
  const { presentation, audience, english, glossary, certificate, exam } = manifest;
  const readings = lessons.flatMap(readingsOf).map(([, { inflesz }]) => inflesz);
  const average = readings.reduce((sum, each) => sum + each, 0) / readings.length;
  return [
    ...lacking("presentation", presentation.length > 0),
    ...lacking("audience", audience.length > 0),
    ...lacking("english", english !== undefined),
    ...lacking("glossary", glossary.length > 0),
    ...lacking("exam", exam !== null),
    ...lacking("certificate", certificate !== null),
    ...(average < COURSE_LIMITS.inflesz
      ? [{ path: [], message: `INFLESZ ${average.toFixed(1)}, at least ${COURSE_LIMITS.inflesz}` }]
      : []),
  ];
}

const lacking = (field: string, isThere: boolean): CourseFinding[] =>
  isThere ? [] : [{ path: [], message: `it has no ${field}` }];

function moduleFindings({ manifest, lessons }: CourseToCheck): CourseFinding[] {
  const written = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  return manifest.modules.flatMap((module, m) => {
    const { id, exercise, exerciseSteps, rubric, english, monday, competencies } = module;
    const parts = {
      exercise,
      exerciseSteps: exerciseSteps.length > 0,
      rubric,
      english,
      monday,
      competencies: competencies.length > 0,
    };
    return [
      ...Object.entries(parts)
        .filter(([, part]) => !part)
        .map(([part]) => ({ path: ["modules", m], message: `${id}: it has no ${part}` })),
      ...module.lessons.flatMap((entry, l) => {
        const lesson = written.get(entry.id);
        if (!lesson || (lesson.summary && lesson.english)) return [];
        const message = `${entry.id}: its front matter has no summary, or none in English`;
        return [{ path: ["modules", m, "lessons", l], message }];
      }),
    ];
  });
}

function itemFindings({ manifest, lessons, items, placed }: CourseToCheck): CourseFinding[] {
  const exam = items.filter(({ use }) => use === "exam").length;
  const taught = new Set(lessons.map(({ objective }) => objective));
  const review = Map.groupBy(
    items.filter(({ use }) => use === "review"),
    ({ objective }) => objective,
  );
  const { examItems, reviewItems } = COURSE_LIMITS;
  return [
    ...(exam < examItems
      ? [{ path: ["exam"], message: `${exam} exam questions, at least ${examItems}` }]
      : []),
    ...manifest.objectives.flatMap(({ id }, o) => {
      const path = ["objectives", o];
      const count = review.get(id)?.length ?? 0;
      return [
        ...(count < reviewItems
          ? [{ path, message: `${id}: ${count} questions for review, at least ${reviewItems}` }]
          : []),
        ...(taught.has(id) ? [] : [{ path, message: `${id}: no lesson teaches it` }]),
      ];
    }),
    ...items
      .filter(({ use, id }) => use === "lesson" && !placed.has(id))
      .map(({ id }) => ({ path: [], message: `${id}: no lesson places this question` })),
  ];
}

/** Figures, sheets and lessons that nothing names. */
function unusedFindings({ manifest, lessons, paths }: CourseToCheck): CourseFinding[] {
  const used = new Set([
    ...lessons.flatMap(({ files }) => files.map(({ path }) => path)),
    ...lessons.map(({ id }) => `${manifest.language}/${id}.mdx`),
  ]);
  return paths
    .filter((path) => /^(figures|sheets|es)\//.test(path) && !used.has(path))
    .map((path) => ({ path: [], message: `${path}: nothing uses it` }));
}
