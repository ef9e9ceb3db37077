import type { AttemptQuestion } from "./attempt-page.ts";
import type { PracticeReview } from "./practice-review.ts";

/** The page that says what practising is, and what one has practised. */
export interface PracticeHome {
  courseSlug: string;
  courseTitle: string;
  /** Null = not enrolled: nothing can be kept. */
  enrollmentId: string | null;
  /** One that was begun and not handed in. */
  openId: string | null;
  /** Handed in, the latest first, as many as are listed. */
  past: { id: string; finishedAt: string; score: number }[];
  /** Handed in, in all. */
  count: number;
  /** 0 to 1; null = none yet. */
  best: number | null;
}

/** A practice exam: to be answered, or with all that can be told of it. */
export interface PracticePage {
  id: string;
  courseSlug: string;
  courseTitle: string;
  score: number | null;
  /** Null while it is answered. */
  review: PracticeReview[] | null;
  questions: AttemptQuestion[];
}
