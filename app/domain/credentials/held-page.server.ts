import { type CourseManifest, lessonTitle } from "#app/domain/courses/manifest.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Database } from "#app/server/db.ts";
import { ask, askAtOnce } from "#app/server/question.ts";
import { considerAward } from "./commands.server.ts";
import type { HeldPageProps, HeldView, LackingView } from "./held.ts";
import { type HeldCredential, heldCredentials } from "./held-queries.server.ts";
import { standingOf } from "./holding/standing.ts";
import { courseAchievement } from "./issuing/achievement.ts";
import { coursesInProgress } from "./issuing/progress.server.ts";
import { type Lacking, lackingForCourse } from "./issuing/requirements.ts";

/**
 * The viewer's certificates and what is lacking for the others. A certificate whose last
 * requirement was met a moment ago is reserved here, not to make its holder wait for the worker.
 */
export async function heldPage(
  db: Database,
  viewer: Pick<Viewer, "id">,
  now: Date,
): Promise<HeldPageProps> {
  let { held, courses } = await askAtOnce(db, {
    held: heldCredentials(viewer),
    courses: coursesInProgress(viewer.id),
  });
  const owned = new Set(held.map(({ achievement }) => achievement.id));
  const lacking: LackingView[] = [];
  let reserved = false;
  for (const { manifest, facts } of courses) {
    const achievement = courseAchievement(manifest);
    if (!achievement || owned.has(achievement.id)) continue;
    const missing = lackingForCourse(manifest, facts);
    if (missing.length > 0) lacking.push(lackingView(manifest, achievement.title, missing));
    else reserved = (await considerAward(db, viewer.id, manifest.slug, now)).ok || reserved;
  }
  if (reserved) held = await ask(db, heldCredentials(viewer));
  return {
    held: held.map((credential) => viewOf(credential, now)),
    lacking,
  };
}

/** One certificate of the viewer's that was issued; null for any other. */
export async function heldOne(
  db: Database,
  viewer: Pick<Viewer, "id">,
  id: string,
  now: Date,
): Promise<HeldView | null> {
  const [held] = await ask(db, heldCredentials(viewer, id));
  return held?.issued ? viewOf(held, now) : null;
}

function viewOf({ id, achievement, issued }: HeldCredential, now: Date): HeldView {
  if (!issued) return { id, title: achievement.title, issued: null };
  const { claims, facts, shared, request, waits } = issued;
  const standing = standingOf(facts, now);
  const correctable = standing === "valid" && !waits;
  const title = claims.achievement.title;
  return { id, title, issued: { claims, standing, shared, request, correctable } };
}

function lackingView(manifest: CourseManifest, title: string, missing: Lacking[]): LackingView {
  return {
    course: manifest.slug,
    title,
    lessons: missing.flatMap((one) =>
      one.kind === "lesson"
        ? [{ id: one.lesson, title: lessonTitle(manifest, one.lesson) ?? one.lesson }]
        : [],
    ),
    exam: missing.some(({ kind }) => kind === "exam"),
  };
}
