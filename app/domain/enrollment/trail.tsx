import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";

/** Where a page is: under the courses, or under one of them. */
export function Trail({ under }: { under?: Pick<CourseManifest, "slug" | "title"> }) {
  const t = useT();
  return (
    <nav className="govuk-breadcrumbs" aria-label={t("enrollment.lesson.where")}>
      <ol className="govuk-breadcrumbs__list">
        <li>
          <a href={paths.courses()}>{t("enrollment.course.all")}</a>
        </li>
        {under && (
          <li>
            <a href={paths.course(under.slug)}>{under.title}</a>
          </li>
        )}
      </ol>
    </nav>
  );
}
