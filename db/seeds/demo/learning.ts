import { answer, type Sitting, sit } from "./exam.ts";
import type { Fate } from "./fate.ts";
import type { Dice } from "./random.ts";
import type { Rows } from "./rows.ts";
import type { Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

/** People whose every answer is kept; of larger demonstrations only a sample has theirs. */
const WITH_ANSWERS = 2000;

export interface Learner {
  userId: string;
  country: string;
  fate: Fate;
  dice: Dice;
  time: Timeline;
}

/** Days that the lessons of a course take somebody at the most. */
const DAYS_OF_A_COURSE = 54;

/** When the course's exam was passed, and how well. */
export interface Passed {
  at: Date;
  score: number;
}

/** A person takes the course; null unless they pass its exam. */
export function learn(world: World, learner: Learner, rows: Rows): Passed | null {
  const { course } = world;
  const { userId, fate, dice, time } = learner;
  if (fate.stopsAfter === 0) return null;
  const enrolledAt = time.after(0, 25);
  if (!enrolledAt) return null;
  const enrollment = {
    id: dice.uuid(),
    userId,
    courseSlug: course.slug,
    editionId: course.editionId,
    enrolledAt,
    lastLessonId: null as string | null,
    lastSeenAt: null as Date | null,
  };
  rows.enrollments.push(enrollment);
  const answers = dice.chance(Math.min(1, WITH_ANSWERS / world.officials));
  const pause = Math.ceil(DAYS_OF_A_COURSE / course.lessons.length);
  for (const [index, lesson] of course.lessons.entries()) {
    const openedAt = time.after(0, index === 0 ? 2 : pause);
    if (!openedAt) return null;
    const completedAt = time.minutes(8, 45);
    const done = completedAt !== null && fate.stopsAfter !== index + 1 ? completedAt : null;
    if (answers && done) answerChecks(enrollment.id, lesson, learner, openedAt, done, rows);
    rows.lessonProgress.push({
      enrollmentId: enrollment.id,
      lessonId: lesson.id,
      openedAt,
      completedAt: done,
      passedAt: done,
      satisfiedAt: done,
    });
    enrollment.lastLessonId = lesson.id;
    enrollment.lastSeenAt = done ?? openedAt;
    if (!done) return null;
  }
  return takeExam(world, learner, enrollment.id, answers, rows);
}

/** Each question until it is right, in the time spent on the lesson. */
function answerChecks(
  enrollmentId: string,
  { id: lessonId, checks }: World["course"]["lessons"][number],
  { fate, dice }: Learner,
  from: Date,
  until: Date,
  rows: Rows,
): void {
  const step = (until.getTime() - from.getTime()) / (checks.length + 1);
  for (const [index, { item, hash }] of checks.entries()) {
    const at = from.getTime() + step * (index + 0.6);
    const give = (response: string[], correct: boolean, moment: number) =>
      rows.checkResponses.push({
        id: dice.uuid(),
        enrollmentId,
        lessonId,
        itemId: item.id,
        itemHash: hash,
        response,
        correct,
        answeredAt: new Date(Math.floor(moment)),
      });
    const first = answer(item, fate.ability, dice);
    const right = sameChoices(first, item.response.correct);
    give(first, right, at);
    if (!right) give([...item.response.correct], true, at + step * 0.3);
  }
}

const sameChoices = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((choice) => other.includes(choice));

function takeExam(
  world: World,
  learner: Learner,
  enrollmentId: string,
  answers: boolean,
  rows: Rows,
): Passed | null {
  const { exam, editionId } = world.course;
  const { userId, country, fate, dice, time } = learner;
  const seen = new Set<string>();
  for (let number = 1; number <= Math.min(exam.attempts, 3); number += 1) {
    const startedAt = time.after(number === 1 ? 0 : Math.ceil(exam.waitHours / 24), 12);
    if (!startedAt) return null;
    const finishedAt = time.minutes(14, Math.max(15, Math.min(exam.minutes ?? 45, 45)));
    if (!finishedAt) return null;
    const sitting = sit(world, country, fate.ability + 0.3 * (number - 1), seen, dice);
    for (const { item } of sitting.form) seen.add(item);
    const { score, passed, objectives } = sitting.outcome;
    const attemptId = dice.uuid();
    rows.attempts.push({
      id: attemptId,
      userId,
      enrollmentId,
      editionId,
      testId: exam.id,
      number,
      form: sitting.form,
      startedAt,
      closesAt:
        exam.minutes === null ? null : new Date(startedAt.getTime() + exam.minutes * 60_000),
      finishedAt,
      finishedBy: "person",
      score,
      passed,
      outcomes: objectives,
    });
    if (answers) giveResponses(attemptId, sitting, startedAt, finishedAt, dice, rows);
    if (passed) return { at: finishedAt, score };
  }
  return null;
}

/** Each answer of a sitting, spread over its time. */
function giveResponses(
  attemptId: string,
  { form, responses }: Sitting,
  from: Date,
  until: Date,
  dice: Dice,
  rows: Rows,
): void {
  const step = (until.getTime() - from.getTime()) / (form.length + 1);
  for (const [index, { item }] of form.entries()) {
    const at = from.getTime() + step * (index + 0.5);
    const response = responses.get(item) ?? [];
    rows.responses.push({
      id: dice.uuid(),
      attemptId,
      itemId: item,
      response,
      answeredAt: new Date(Math.floor(at)),
      late: false,
    });
  }
}
