import type { ExamRules } from "#app/domain/courses/manifest.ts";
import type { StartRefusal } from "./rules.ts";

/** What the page before the exam shows. Moments are ISO 8601 in UTC. */
export interface ExamStartView
  extends Pick<
    ExamRules,
    "title" | "layout" | "passMark" | "minutes" | "attempts" | "waitHours" | "opensAfterLessons"
  > {
  courseSlug: string;
  courseTitle: string;
  questions: number;
  enrolled: boolean;
  start:
    | { may: "start" | "resume" }
    | { may: "not"; reason: StartRefusal; from: string | null; lessonsMissing: number };
  past: { number: number; finishedAt: string | null; passed: boolean | null }[];
}
