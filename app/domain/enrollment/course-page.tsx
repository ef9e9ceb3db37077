import {
  awaitsLegalReview,
  type CourseManifest,
  hoursOf,
  lessonsOf,
} from "#app/domain/courses/manifest.ts";
import { OwnText, OwnTitle } from "#app/domain/courses/own-words.tsx";
import { formatNumber, formatShare } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { courseProgress, missing, type ProgressByLesson, resumeAt } from "./completion.ts";
import { CourseAbout } from "./course-about.tsx";
import { CourseContents } from "./course-contents.tsx";
import { MissingList } from "./missing-list.tsx";
import type { Reader } from "./reader.ts";
import { Trail } from "./trail.tsx";

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
      <Trail />
      <h1 className="govuk-heading-xl">
        <OwnTitle title={manifest.title} english={manifest.english} />
      </h1>
      <p className="govuk-body-l">
        <OwnText text={manifest.summary} english={manifest.english?.summary} />
      </p>
      {language !== manifest.language && (
        <p className="notice">{t("enrollment.course.in-spanish")}</p>
      )}
      <p className="course-facts">
        {t("enrollment.course.hours", { hours: formatNumber(hoursOf(manifest), language) })}
      </p>
      {awaitsLegalReview(manifest) && (
        <p className="notice notice--warning">{t("enrollment.course.legal-pending")}</p>
      )}
      <Standing {...props} />
      <CourseAbout manifest={manifest} />
      <CourseContents {...props} />
      <ExamSection {...props} />
      <h2 className="govuk-heading-l">{t("enrollment.course.objectives")}</h2>
      <Objectives manifest={manifest} />
      <Glossary manifest={manifest} />
    </>
  );
}

/** What each lesson leads to, in English to who reads it. */
function Objectives({ manifest }: Pick<CoursePageProps, "manifest">) {
  const { language } = useRequest();
  const english = lessonsOf(manifest).flatMap((lesson) => lesson.english?.objective ?? []);
  const isEnglish = language === "en" && english.length > 0;
  const texts = isEnglish ? english : manifest.objectives.map(({ text }) => text);
  return (
    <ul className="govuk-list govuk-list--bullet" lang={isEnglish ? "en" : manifest.language}>
      {[...new Set(texts)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
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
