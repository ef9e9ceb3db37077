import type { ReactNode } from "react";
import { type CompiledLesson, variantFor, weightInKilobytes } from "#app/domain/courses/lesson.ts";
import { awaitsLegalReview, type CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { useT } from "#app/ui/request.tsx";
import { courseProgress, missingOfLesson, type ProgressByLesson } from "./completion.ts";
import { MissingList } from "./missing-list.tsx";
import type { Reader } from "./reader.ts";

export interface LessonPageProps {
  manifest: CourseManifest;
  lesson: CompiledLesson;
  /** ISO 3166-1 of the reader's country; null = every variant is shown. */
  country: string | null;
  progress: ProgressByLesson;
  reader: Reader;
  examPassed: boolean;
  /** A check question at its place; null for one that is not for this reader. */
  renderCheck(item: string): ReactNode;
}

/** A lesson: what it is for, its text with its questions, what is still lacking, and where to go. */
export function LessonPage(props: LessonPageProps) {
  const { manifest, lesson, country, renderCheck } = props;
  const t = useT();
  const variant = variantFor(lesson, country);
  const objective = manifest.objectives.find(({ id }) => id === lesson.objective)?.text;
  return (
    <article className="lesson-page">
      <nav className="govuk-breadcrumbs" aria-label={t("enrollment.lesson.where")}>
        <ol className="govuk-breadcrumbs__list">
          <li>
            <a href={paths.courses()}>{t("enrollment.course.all")}</a>
          </li>
          <li>
            <a href={paths.course(manifest.slug)}>{manifest.title}</a>
          </li>
        </ol>
      </nav>
      <header className="lesson-header">
        <h1 className="govuk-heading-xl" lang={manifest.language}>
          {lesson.title}
        </h1>
        {objective && (
          <p className="govuk-body-l">{t("enrollment.lesson.objective", { objective })}</p>
        )}
        <p className="lesson-facts">
          {t("enrollment.lesson.facts", {
            minutes: lesson.minutes,
            kilobytes: weightInKilobytes(lesson, variant),
          })}
        </p>
        <p className="lesson-monday">
          <strong>{t("enrollment.lesson.monday")}</strong> {lesson.monday}
        </p>
        <Position {...props} />
      </header>
      {awaitsLegalReview(manifest) && (
        <p className="notice notice--warning">{t("enrollment.course.legal-pending")}</p>
      )}
      <Outline lesson={lesson} />
      <div className="lesson" lang={manifest.language}>
        {variant.segments.map((segment, index) =>
          "html" in segment ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: segments never move
            <div key={index} dangerouslySetInnerHTML={{ __html: segment.html }} />
          ) : (
            <div key={segment.check}>{renderCheck(segment.check)}</div>
          ),
        )}
      </div>
      <Ending {...props} />
      <Neighbours manifest={manifest} lessonId={lesson.id} />
      <p className="govuk-body lesson-report">
        <a href={paths.lessonReport(manifest.slug, lesson.id)}>{t("enrollment.lesson.report")}</a>
      </p>
    </article>
  );
}

function Position({ manifest, lesson, progress, reader }: LessonPageProps) {
  const t = useT();
  const lessons = lessonsOf(manifest);
  const number = lessons.findIndex(({ id }) => id === lesson.id) + 1;
  const { satisfied } = courseProgress(manifest, progress);
  return (
    <p className="lesson-position">
      {t("enrollment.lesson.position", { number, lessons: lessons.length })}
      {reader === "enrolled" && (
        <>
          {" "}
          <progress
            className="progress"
            max={lessons.length}
            value={satisfied}
            aria-label={t("enrollment.progress", { satisfied, lessons: lessons.length })}
          />
        </>
      )}
    </p>
  );
}

function Outline({ lesson }: { lesson: CompiledLesson }) {
  const t = useT();
  if (lesson.outline.length < 2) return null;
  return (
    <details className="lesson-outline">
      <summary>{t("enrollment.lesson.outline")}</summary>
      <nav aria-label={t("enrollment.lesson.outline")}>
        <ol>
          {lesson.outline.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ol>
      </nav>
    </details>
  );
}

/** What this lesson still asks, in words, and the way to do it. */
function Ending({ manifest, lesson, progress, reader }: LessonPageProps) {
  const t = useT();
  const entry = lessonsOf(manifest).find(({ id }) => id === lesson.id);
  if (!entry) return null;
  if (reader !== "enrolled")
    return <Invitation manifest={manifest} lesson={lesson} reader={reader} />;
  const done = progress.get(lesson.id);
  const missing = missingOfLesson(entry, progress);
  return (
    <section className="lesson-ending panel" id="terminar" aria-labelledby="terminar-titulo">
      <h2 id="terminar-titulo" className="govuk-heading-m">
        {t(missing.length === 0 ? "enrollment.lesson.done" : "enrollment.missing.title")}
      </h2>
      <MissingList manifest={manifest} missing={missing} here={lesson.id} />
      {done?.completed ? (
        <p className="govuk-body">{t("enrollment.lesson.read")}</p>
      ) : (
        <form method="post" action={paths.lessonCompletion(manifest.slug, lesson.id)}>
          <Button>{t("enrollment.lesson.finish")}</Button>
        </form>
      )}
    </section>
  );
}

function Invitation({
  manifest,
  lesson,
  reader,
}: Pick<LessonPageProps, "manifest" | "lesson" | "reader">) {
  const t = useT();
  return (
    <section className="lesson-ending panel" id="terminar">
      <p className="govuk-body">
        {t(`enrollment.invitation.${reader as "nobody" | "not-enrolled"}`)}
      </p>
      {reader === "nobody" ? (
        <p className="govuk-body">
          <a className="govuk-button" href={paths.login(paths.lesson(manifest.slug, lesson.id))}>
            {t("enrollment.invitation.login")}
          </a>{" "}
          <a href={paths.register()}>{t("enrollment.invitation.register")}</a>
        </p>
      ) : (
        <form method="post" action={paths.enroll(manifest.slug)}>
          <input type="hidden" name="volver" value={paths.lesson(manifest.slug, lesson.id)} />
          <Button>{t("enrollment.enroll")}</Button>
        </form>
      )}
    </section>
  );
}

function Neighbours({ manifest, lessonId }: { manifest: CourseManifest; lessonId: string }) {
  const t = useT();
  const lessons = lessonsOf(manifest);
  const index = lessons.findIndex(({ id }) => id === lessonId);
  const before = lessons[index - 1];
  const after = lessons[index + 1];
  return (
    <nav className="govuk-pagination" aria-label={t("enrollment.lesson.neighbours")}>
      <span>
        {before && (
          <a rel="prev" href={paths.lesson(manifest.slug, before.id)}>
            ← {t("enrollment.lesson.previous")}
          </a>
        )}
      </span>
      <span>
        <a
          rel="next"
          href={after ? paths.lesson(manifest.slug, after.id) : paths.course(manifest.slug)}
        >
          {t(after ? "enrollment.lesson.next" : "enrollment.lesson.to-course")} →
        </a>
      </span>
    </nav>
  );
}
