/** What the folder of a course says: its content and the key of each lesson's compilation. */
export interface CourseContent {
  contentHash: string;
  lessons: readonly { lessonId: string; key: string }[];
}

/** What the database says of the same course. */
export interface CourseState {
  currentEditionId: string | null;
  editions: readonly { id: string; number: number; contentHash: string }[];
  /** Lessons of the current edition. */
  lessons: readonly { lessonId: string; key: string }[];
}

export type CoursePlan =
  /** Nothing to do. */
  | { kind: "unchanged"; number: number }
  /** A content never seen: a new edition. */
  | { kind: "publish"; number: number }
  /** A content that an earlier edition holds: that edition is current again. */
  | { kind: "restore"; editionId: string; number: number }
  /** The same content, made by other tags or another compiler: the same edition. */
  | {
      kind: "recompile";
      editionId: string;
      number: number;
      lessons: readonly { lessonId: string; key: string }[];
    };

/** What has to be done so that the database holds the content of a course. */
export function planCourse(content: CourseContent, state: CourseState | null): CoursePlan {
  const editions = state?.editions ?? [];
  const same = editions.find(({ contentHash }) => contentHash === content.contentHash);
  if (!same) {
    return { kind: "publish", number: Math.max(0, ...editions.map(({ number }) => number)) + 1 };
  }
  if (same.id !== state?.currentEditionId) {
    return { kind: "restore", editionId: same.id, number: same.number };
  }
  const known = new Map(state.lessons.map(({ lessonId, key }) => [lessonId, key]));
  const lessons = content.lessons.filter(({ lessonId, key }) => known.get(lessonId) !== key);
  if (lessons.length === 0) return { kind: "unchanged", number: same.number };
  return { kind: "recompile", editionId: same.id, number: same.number, lessons };
}

/** Courses that are offered and have no folder any more. */
export function withdrawn(folders: readonly string[], offered: readonly string[]): string[] {
  return offered.filter((slug) => !folders.includes(slug));
}
