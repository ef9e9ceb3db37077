import { sql } from "drizzle-orm";
import {
  type CourseManifest,
  type ExamRules,
  examRules,
  forCountry,
  lessonsOf,
} from "#app/domain/courses/manifest.ts";
import { countryOf } from "#app/domain/people/queries.server.ts";
import type { Database, Executor } from "#app/server/db.ts";
import type { ExamStartView } from "./exam-start-view.ts";
import { closeAttempt } from "./finish-attempt.server.ts";
import {
  type Allowance,
  isOver,
  mayStart,
  minutesFor,
  NO_ALLOWANCE,
  type PastAttempt,
  pauseFor,
  type StartAnswer,
} from "./rules.ts";
import { HUMAN_SCORED } from "./scoring.ts";
import { type Sitting, sittingsAt } from "./sittings.ts";

/** Where one person stands with the exam of one course. */
export interface ExamState {
  courseSlug: string;
  courseTitle: string;
  exam: ExamRules;
  /** Items of a form. */
  questions: number;
  enrollmentId: string | null;
  editionId: string;
  attempts: PastAttempt[];
  /** Sittings of the course that are neither over nor cancelled, the first to open first. */
  sittings: Sitting[];
  allowance: Allowance;
  /** Ids of the lessons that the exam waits for. */
  lessonsMissing: string[];
  passed: boolean;
  /** Whether it may ask what a person marks. */
  humanScored: boolean;
  start: StartAnswer;
  /** Open attempts whose time is over: to be closed before anything else. */
  overdue: string[];
}

/** As `examStateFor`, after closing what the deadline has closed. */
export async function currentExamState(
  db: Database,
  viewer: { id: string },
  courseSlug: string,
  now: Date,
): Promise<ExamState | null> {
  const state = await examStateFor(db, viewer, courseSlug, now);
  if (!state || state.overdue.length === 0) return state;
  for (const attempt of state.overdue) await closeAttempt(db, attempt, now);
  return examStateFor(db, viewer, courseSlug, now);
}

/**
 * The exam of a course as `viewer` finds it at `now`: rules, tries made, and
 * whether another may begin. Null when there is no such course or it has no
 * exam. A person who is enrolled sees the rules of their edition. One query.
 */
export async function examStateFor(
  db: Executor,
  viewer: { id: string },
  courseSlug: string,
  now: Date,
): Promise<ExamState | null> {
  const [row] = await db.execute<StateRow>(sql`
    select enrollments.id as enrollment_id, editions.id as edition_id, editions.manifest,
      ${countryOf(sql`${viewer.id}::uuid`)} as country,
      (select coalesce(json_agg(json_build_object(
          'id', attempts.id, 'closesAt', attempts.closes_at, 'number', attempts.number, 'startedAt', attempts.started_at,
          'finishedAt', attempts.finished_at, 'passed', attempts.passed
        ) order by attempts.number), '[]')
        from attempts
        where attempts.user_id = ${viewer.id} and attempts.test_id = editions.manifest -> 'exam' ->> 'id') as attempts,
      (select coalesce(json_agg(json_build_object('id', id, 'title', title, 'opensAt', opens_at,
          'closesAt', closes_at, 'accessCode', access_code) order by opens_at, id), '[]')
        from exam_sittings where exam_sittings.course_slug = courses.slug
          and cancelled_at is null and closes_at > ${now.toISOString()}::timestamptz) as sittings,
      (select json_build_object('extraPercent', extra_percent, 'pauseMinutes', pause_minutes)
        from accommodations where user_id = ${viewer.id} and ended_at is null) as allowance,
      (select coalesce(json_agg(lesson_id), '[]') from lesson_progress
        where enrollment_id = enrollments.id and satisfied_at is not null) as satisfied,
      ${asksHumanScored} as human_scored
    from courses
    left join enrollments on enrollments.course_slug = courses.slug and enrollments.user_id = ${viewer.id}
    join editions on editions.id = coalesce(enrollments.edition_id, courses.current_edition_id)
    where courses.slug = ${courseSlug}`);
  return row ? examStateOf(row, courseSlug, now) : null;
}

/** Whether what the edition in `editions` may draw has something that a person marks. */
const asksHumanScored = sql`(
  exists (select from edition_items join item_versions on hash = item_hash
    where edition_id = editions.id and body ->> 'interaction' in ${HUMAN_SCORED}
      and body -> 'uses' ? 'exam')
  or exists (select from bank_items
    where bank_items.course_slug = courses.slug and interaction in ${HUMAN_SCORED}
      and 'exam' = any(uses)
      and not exists (select from bank_retirements where bank_retirements.item_id = bank_items.item_id
        and bank_retirements.course_slug = courses.slug and restored_at is null)))`;

interface StateRow extends Record<string, unknown> {
  enrollment_id: string | null;
  edition_id: string;
  manifest: CourseManifest;
  country: string | null;
  attempts: {
    id: string;
    closesAt: string | null;
    number: number;
    startedAt: string;
    finishedAt: string | null;
    passed: boolean | null;
  }[];
  sittings: (Omit<Sitting, "opensAt" | "closesAt"> & { opensAt: string; closesAt: string })[];
  allowance: Allowance | null;
  satisfied: string[];
  human_scored: boolean;
}

function examStateOf(row: StateRow, courseSlug: string, now: Date): ExamState | null {
  const manifest = forCountry(row.manifest, row.country);
  const exam = examRules(manifest);
  if (!exam) return null;
  const attempts = row.attempts.map(({ number, passed, startedAt, finishedAt }) => ({
    number,
    passed,
    startedAt: new Date(startedAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  }));
  const sittings = row.sittings.map((sitting) => ({
    ...sitting,
    opensAt: new Date(sitting.opensAt),
    closesAt: new Date(sitting.closesAt),
  }));
  const lessonsMissing = lessonsOf(manifest)
    .filter(({ id, moveOn }) => moveOn !== "NotApplicable" && !row.satisfied.includes(id))
    .map(({ id }) => id);
  return {
    courseSlug,
    courseTitle: manifest.title,
    exam,
    questions: exam.blueprint.reduce((total, { count }) => total + count, 0),
    enrollmentId: row.enrollment_id,
    editionId: row.edition_id,
    attempts,
    sittings,
    allowance: row.allowance ?? NO_ALLOWANCE,
    lessonsMissing,
    passed: attempts.some(({ passed }) => passed),
    humanScored: row.human_scored,
    start: mayStart({ exam, attempts, sittings, lessonsMissing: lessonsMissing.length, now }),
    overdue: row.attempts
      .filter(
        ({ finishedAt, closesAt }) =>
          !finishedAt && isOver(closesAt ? new Date(closesAt) : null, now),
      )
      .map(({ id }) => id),
  };
}

/** What the page before the exam shows of it: of a sitting all but its code. */
export function examStartView(state: ExamState, now: Date): ExamStartView {
  const { exam, start, allowance, sittings } = state;
  const { open } = sittingsAt(sittings, now);
  return {
    title: exam.title,
    layout: exam.layout,
    passMark: exam.passMark,
    minutes: exam.minutes === null ? null : minutesFor(exam.minutes, allowance),
    extraPercent: allowance.extraPercent,
    pauseMinutes: pauseFor(exam, allowance),
    attempts: exam.attempts,
    waitHours: exam.waitHours,
    opensAfterLessons: exam.opensAfterLessons,
    onlyInSittings: exam.onlyInSittings,
    humanScored: state.humanScored,
    sittings: sittings.map((sitting) => ({
      title: sitting.title,
      opensAt: sitting.opensAt.toISOString(),
      closesAt: sitting.closesAt.toISOString(),
      isOpen: open.includes(sitting),
      asksCode: sitting.accessCode !== null,
    })),
    courseSlug: state.courseSlug,
    courseTitle: state.courseTitle,
    questions: state.questions,
    enrolled: state.enrollmentId !== null,
    start: start.may === "not" ? { ...start, from: start.from?.toISOString() ?? null } : start,
    past: state.attempts.map(({ number, finishedAt, passed }) => ({
      number,
      finishedAt: finishedAt?.toISOString() ?? null,
      passed,
    })),
  };
}
