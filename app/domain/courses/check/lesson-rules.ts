import type { Inspection } from "../compile/inspect.ts";
import type { CompiledLesson, LessonReading } from "../lesson.ts";
import type { LessonEntry } from "../manifest.ts";
import type { TagName } from "../tags.ts";

/** What a lesson is held to. Sources: the checklist for a lesson, points 3, 4, 9 and 13. */
const LESSON_LIMITS = {
  inflesz: 60,
  longestSentence: 30,
  averageSentence: 20,
  words: [600, 900],
  ownChecks: [2, 3],
  earlierChecks: 2,
  /** Questions of a course's first lesson, which has nothing before it. */
  firstLessonChecks: 5,
  figureBytes: 20 * 1024,
  /** A lesson's text, compressed. */
  gzipBytes: 15 * 1024,
} as const;

/** Tags that every lesson has. */
const REQUIRED: readonly TagName[] = ["Example", "WorkedExample", "Mistake", "Activity", "Source"];

export interface LessonFinding {
  line: number;
  message: string;
}

export interface LessonToCheck {
  entry: LessonEntry;
  lesson: CompiledLesson;
  inspection: Inspection;
  isFirst: boolean;
  /** Objective of each question, by id. */
  objectives: ReadonlyMap<string, string | null>;
}

/** Everything in a lesson that is not as the checklist wants it. */
export function lessonFindings(given: LessonToCheck): LessonFinding[] {
  return [
    ...readingFindings(given.lesson),
    ...partFindings(given),
    ...checkFindings(given),
    ...weightFindings(given),
  ];
}

/** The reading of each official's variant; a lesson without countries has one. */
export function readingsOf({ variants }: CompiledLesson): [country: string, LessonReading][] {
  const own = Object.entries(variants).filter(([country]) => country !== "");
  const read = own.length > 0 ? own : Object.entries(variants);
  return read.map(([country, { reading }]) => [country, reading]);
}

function readingFindings(lesson: CompiledLesson): LessonFinding[] {
  const { inflesz, longestSentence, averageSentence, words } = LESSON_LIMITS;
  return readingsOf(lesson).flatMap(([country, reading]) => {
    const found: LessonFinding[] = [];
    const add = (message: string, line = 1) =>
      found.push({ line, message: country ? `${message} (${country})` : message });
    const average = reading.words / reading.sentences;
    if (reading.inflesz < inflesz)
      add(`INFLESZ ${reading.inflesz.toFixed(1)}, at least ${inflesz}`);
    if (reading.longestSentence.words > longestSentence) {
      const { words: length, text, line } = reading.longestSentence;
      add(
        `a sentence of ${length} words, at most ${longestSentence}: "${text.slice(0, 60)}…"`,
        line,
      );
    }
    if (average > averageSentence) {
      add(`sentences of ${average.toFixed(1)} words on average, at most ${averageSentence}`);
    }
    if (reading.words < words[0] || reading.words > words[1]) {
      add(`${reading.words} words, from ${words[0]} to ${words[1]}`);
    }
    return found;
  });
}

function partFindings({ entry, lesson, inspection }: LessonToCheck): LessonFinding[] {
  const found: LessonFinding[] = [];
  const has = (name: TagName) => inspection.tags.some((tag) => tag.name === name);
  for (const name of REQUIRED) {
    if (!has(name)) found.push({ line: 1, message: `no <${name}>` });
  }
  for (const { name, attributes, line } of inspection.tags) {
    if (name === "Activity" && !attributes.sheet) {
      found.push({ line, message: "<Activity> has no sheet" });
    }
  }
  const [first] = inspection.prose;
  if (!first || !/\blunes\b/iu.test(first.text)) {
    found.push({ line: first?.line ?? 1, message: "its first lines do not name Monday's task" });
  }
  if (lesson.minutes !== entry.minutes) {
    const message = `minutes: ${lesson.minutes} here, ${entry.minutes} in course.json`;
    found.push({ line: 1, message });
  }
  return found;
}

function checkFindings({ lesson, isFirst, objectives }: LessonToCheck): LessonFinding[] {
  const { ownChecks, earlierChecks, firstLessonChecks } = LESSON_LIMITS;
  const own = lesson.checks.filter((id) => objectives.get(id) === lesson.objective).length;
  const earlier = lesson.checks.length - own;
  const found: string[] = [];
  if (isFirst) {
    if (own !== firstLessonChecks) {
      found.push(`${own} questions of its own, ${firstLessonChecks} in the first lesson`);
    }
  } else {
    if (own < ownChecks[0] || own > ownChecks[1]) {
      found.push(`${own} questions of its own, from ${ownChecks[0]} to ${ownChecks[1]}`);
    }
    if (earlier !== earlierChecks) {
      found.push(`${earlier} questions from earlier lessons, ${earlierChecks} wanted`);
    }
  }
  const repeated = lesson.checks.filter((id, index) => lesson.checks.indexOf(id) !== index);
  for (const id of repeated) found.push(`the question ${id} is placed twice`);
  return found.map((message) => ({ line: 1, message }));
}

function weightFindings({ lesson, inspection }: LessonToCheck): LessonFinding[] {
  const found: LessonFinding[] = [];
  for (const { kind, path, size } of lesson.files) {
    if (kind !== "figure" || size <= LESSON_LIMITS.figureBytes) continue;
    const line = inspection.tags.find(({ attributes }) => attributes.src === path)?.line ?? 1;
    found.push({
      line,
      message: `${path} weighs ${size} bytes, at most ${LESSON_LIMITS.figureBytes}`,
    });
  }
  const heaviest = Math.max(...Object.values(lesson.variants).map(({ gzipBytes }) => gzipBytes));
  if (heaviest > LESSON_LIMITS.gzipBytes) {
    const message = `${heaviest} bytes compressed, at most ${LESSON_LIMITS.gzipBytes}`;
    found.push({ line: 1, message });
  }
  return found;
}
