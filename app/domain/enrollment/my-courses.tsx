import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { lessonTitle } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import { courseProgress, missing, type ProgressByLesson, resumeAt } from "./completion.ts";

export interface MyCourse {
  manifest: CourseManifest;
  progress: ProgressByLesson;
  lastLessonId: string | null;
  examPassed: boolean;
}

/** What next: each of the person's courses with its one next step. */
export function MyCourses({ courses }: { courses: readonly MyCourse[] }) {
  const t = useT();
  if (courses.length === 0) {
    return (
      <p className="govuk-body">
        {t("enrollment.mine.none")} <a href={paths.courses()}>{t("enrollment.mine.choose")}</a>
      </p>
    );
  }
  return (
    <ul className="cards">
      {courses.map((course) => (
        <li key={course.manifest.slug} className="card">
          <h2 className="card__title">
            <a href={paths.course(course.manifest.slug)}>{course.manifest.title}</a>
          </h2>
          <NextStep {...course} />
        </li>
      ))}
    </ul>
  );
}

function NextStep({ manifest, progress, lastLessonId, examPassed }: MyCourse) {
  const t = useT();
  const { lessons, satisfied } = courseProgress(manifest, progress);
  const next = resumeAt(manifest, progress, lastLessonId);
  const left = missing(manifest, progress, examPassed).length;
  return (
    <>
      <p className="govuk-body">{t("enrollment.progress", { satisfied, lessons })}</p>
      <progress className="progress" max={lessons} value={satisfied} aria-hidden="true" />
      {next ? (
        <p className="govuk-body">
          {t("enrollment.mine.next")}{" "}
          <a href={paths.lesson(manifest.slug, next)}>{lessonTitle(manifest, next)}</a>
        </p>
      ) : (
        <p className="govuk-body">
          <a href={left > 0 ? paths.exam(manifest.slug) : paths.myCredentials()}>
            {t(left > 0 ? "enrollment.mine.exam" : "enrollment.course.certificate")}
          </a>
        </p>
      )}
    </>
  );
}
