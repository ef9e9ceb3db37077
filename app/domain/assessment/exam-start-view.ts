import type { ExamRules } from "#app/domain/courses/manifest.ts";
import type { StartRefusal } from "./rules.ts";

/** What the page before the exam shows. Moments are ISO 8601 in UTC. */
export interface ExamStartView
  extends Pick<
    ExamRules,
    | "title"
    | "layout"
    | "passMark"
    | "attempts"
    | "waitHours"
    | "opensAfterLessons"
    | "onlyInSittings"
  > {
  courseSlug: string;
  courseTitle: string;
  questions: number;
  /** Whether a person may have to mark something of it. */
  humanScored: boolean;
  enrolled: boolean;
  /** That this person has, their extra time included; null = no limit. */
  minutes: number | null;
  /** 0 = no extra time. */
  extraPercent: number;
  /** For which this person may stop the clock; 0 = they may not. */
  pauseMinutes: number;
  /** Those that are not over. */
  sittings: {
    title: string;
    opensAt: string;
    closesAt: string;
    isOpen: boolean;
    asksCode: boolean;
  }[];
  start:
    | { may: "start"; asksCode: boolean }
    | { may: "resume" }
    | { may: "not"; reason: StartRefusal; from: string | null; lessonsMissing: number };
  past: { number: number; finishedAt: string | null; passed: boolean | null }[];
}
