import {
  awaitsLegalReview,
  type CourseManifest,
  type CourseModule,
  hoursOf,
} from "#app/domain/courses/manifest.ts";
import { formatNumber, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import {
  courseProgress,
  lessonState,
  missing,
  type ProgressByLesson,
  resumeAt,
} from "./completion.ts";
import { MissingList } from "./missing-list.tsx";
import type { Reader } from "./reader.ts";

export interface CoursePageProps {
  manifest: CourseManifest;
  reader: Reader;
  progress: ProgressByLesson;
  lastLessonId: string | null;
  examPassed: boolean;
}

/** A course: what it gives, where one is, its lessons, what is lacking for its certificate. */
export function CoursePage(props: CoursePageProps) {
  const { manifest } = props;
  const { t, language } = useRequest();
  return (
    <>
      <nav className="govuk-breadcrumbs" aria-label={t("enrollment.lesson.where")}>
        <ol className="govuk-breadcrumbs__list">
          <li>
            <a href={paths.courses()}>{t("enrollment.course.all")}</a>
          </li>
        </ol>
      </nav>
      <h1 className="govuk-heading-xl" lang={manifest.language}>
        {manifest.title}
      </h1>
      <p className="govuk-body-l" lang={manifest.language}>
        {manifest.summary}
      </p>
      <p className="course-facts">
        {t("enrollment.course.hours", { hours: formatNumber(hoursOf(manifest), language) })}
      </p>
      {awaitsLegalReview(manifest) && (
        <p className="notice notice--warning">{t("enrollment.course.legal-pending")}</p>
      )}
      <Standing {...props} />
      <h2 className="govuk-heading-l">{t("enrollment.course.contents")}</h2>
      {manifest.modules.map((module, index) => (
        <ModuleSection key={module.id} module={module} number={index + 1} {...props} />
      ))}
      <ExamSection {...props} />
      <h2 className="govuk-heading-l">{t("enrollment.course.objectives")}</h2>
      <ul className="govuk-list govuk-list--bullet" lang={manifest.language}>
        {manifest.objectives.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <Glossary manifest={manifest} />
    </>
  );
}

/** Where the person is in the course, and the next step. */
function Standing(props: CoursePageProps) {
  const { manifest, reader, progress, lastLessonId, examPassed } = props;
  const t = useT();
  if (reader !== "enrolled") return <EnrollPrompt manifest={manifest} reader={reader} />;
  const { lessons, satisfied } = courseProgress(manifest, progress);
  const next = resumeAt(manifest, progress, lastLessonId);
  const lacking = missing(manifest, progress, examPassed);
  return (
    <section className="panel course-standing" aria-labelledby="lo-que-falta">
      <p className="govuk-body">{t("enrollment.progress", { satisfied, lessons })}</p>
      <progress className="progress" max={lessons} value={satisfied} aria-hidden="true" />
      {next && (
        <p className="govuk-body">
          <a className="govuk-button" href={paths.lesson(manifest.slug, next)}>
            {t(progress.size > 0 ? "enrollment.course.resume" : "enrollment.course.begin")}
          </a>
        </p>
      )}
      <h2 id="lo-que-falta" className="govuk-heading-m">
        {t(lacking.length === 0 ? "enrollment.course.done" : "enrollment.missing.title")}
      </h2>
      <MissingList manifest={manifest} missing={lacking} />
      {lacking.length === 0 && manifest.certificate && (
        <p className="govuk-body">
          <a href={paths.myCredentials()}>{t("enrollment.course.certificate")}</a>
        </p>
      )}
    </section>
  );
}

function EnrollPrompt({ manifest, reader }: Pick<CoursePageProps, "manifest" | "reader">) {
  const t = useT();
  if (reader === "not-enrolled") {
    return (
      <form method="post" action={paths.enroll(manifest.slug)}>
        <Button>{t("enrollment.enroll")}</Button>
      </form>
    );
  }
  return (
    <div className="panel">
      <p className="govuk-body">{t("enrollment.invitation.nobody")}</p>
      <p className="govuk-body">
        <a className="govuk-button" href={paths.login(paths.course(manifest.slug))}>
          {t("enrollment.invitation.login")}
        </a>{" "}
        <a href={paths.register()}>{t("enrollment.invitation.register")}</a>
      </p>
    </div>
  );
}

function ModuleSection({
  module,
  number,
  manifest,
  progress,
  reader,
}: CoursePageProps & { module: CourseModule; number: number }) {
  const t = useT();
  return (
    <section className="course-module">
      <h3 className="govuk-heading-m">
        {t("enrollment.course.module", { number, title: module.title })}
      </h3>
      <p className="govuk-body" lang={manifest.language}>
        {module.objective}
      </p>
      <ol className="govuk-list course-lessons">
        {module.lessons.map((entry) => {
          const state = lessonState(entry, progress);
          return (
            <li key={entry.id} className={`course-lesson course-lesson--${state}`}>
              <a href={paths.lesson(manifest.slug, entry.id)} lang={manifest.language}>
                {entry.title ?? entry.id}
              </a>{" "}
              <span className="course-lesson__facts">
                {t("enrollment.lesson.minutes", { minutes: entry.minutes })}
              </span>{" "}
              {reader === "enrolled" && (
                <strong className={`tag${state === "satisfied" ? "" : " tag--grey"}`}>
                  {t(`enrollment.state.${state}`)}
                </strong>
              )}
            </li>
          );
        })}
      </ol>
      {module.exercise && (
        <p className="govuk-body">
          <strong>{t("enrollment.course.exercise")}</strong>{" "}
          <span lang={manifest.language}>{module.exercise}</span>
        </p>
      )}
    </section>
  );
}

function ExamSection({ manifest, reader, examPassed }: CoursePageProps) {
  const { t, language } = useRequest();
  const { exam, certificate } = manifest;
  if (!exam && !certificate) return null;
  return (
    <section className="course-certificate">
      <h2 className="govuk-heading-l">{t("enrollment.course.requirements")}</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>{t("enrollment.course.requires-lessons")}</li>
        {exam && (
          <li>
            {t("enrollment.course.requires-exam", {
              share: formatShare(exam.passMark, language),
              attempts: exam.attempts,
            })}
          </li>
        )}
      </ul>
      {certificate && (
        <p className="govuk-body">
          {t("enrollment.course.gives", { title: certificate.title })}{" "}
          {certificate.validityMonths === null
            ? t("enrollment.course.no-expiry")
            : t("enrollment.course.expiry", { months: certificate.validityMonths })}
        </p>
      )}
      {exam && reader === "enrolled" && (
        <p className="govuk-body">
          <a href={paths.exam(manifest.slug)}>
            {t(examPassed ? "enrollment.course.exam-passed" : "enrollment.course.to-exam")}
          </a>
        </p>
      )}
      {exam && reader === "enrolled" && (
        <p className="govuk-body">
          <a href={paths.practiceExams(manifest.slug)}>{t("enrollment.course.practise")}</a>
        </p>
      )}
    </section>
  );
}

function Glossary({ manifest }: { manifest: CourseManifest }) {
  const t = useT();
  if (manifest.glossary.length === 0) return null;
  return (
    <details className="course-glossary">
      <summary>{t("enrollment.course.glossary")}</summary>
      <dl lang={manifest.language}>
        {manifest.glossary.map(({ term, definition }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{definition}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
