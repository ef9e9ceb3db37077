import type { CourseManifest } from "#app/domain/courses/manifest.ts";
import { useT } from "#app/ui/request.tsx";

/** What a course is about, who it is for, and the competencies that it trains. */
export function CourseAbout({ manifest }: { manifest: CourseManifest }) {
  const t = useT();
  const { presentation, audience, language } = manifest;
  const competencies = [...new Set(manifest.modules.flatMap((module) => module.competencies))];
  if (presentation.length === 0) return null;
  return (
    <section className="course-about">
      <h2 className="govuk-heading-l">{t("enrollment.course.about")}</h2>
      {presentation.map((paragraph) => (
        <p key={paragraph} className="govuk-body" lang={language}>
          {paragraph}
        </p>
      ))}
      {audience.length > 0 && (
        <>
          <h3 className="govuk-heading-m">{t("enrollment.course.audience")}</h3>
          <ul className="govuk-list govuk-list--bullet" lang={language}>
            {audience.map((group) => (
              <li key={group}>{group}</li>
            ))}
          </ul>
        </>
      )}
      {competencies.length > 0 && (
        <details>
          <summary>{t("enrollment.course.competencies")}</summary>
          <p className="govuk-body">{t("enrollment.course.frameworks")}</p>
          <ul className="govuk-list govuk-list--bullet">
            {competencies.map((competency) => (
              <li key={competency}>{competency}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
