import type { ReactNode } from "react";
import { type CompiledLesson, variantFor, weightInKilobytes } from "#app/domain/courses/lesson.ts";
import { awaitsLegalReview, type CourseManifest, lessonsOf } from "#app/domain/courses/manifest.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/form.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import {
  courseProgress,
  type Missing,
  missingOfLesson,
  type ProgressByLesson,
} from "./completion.ts";
import { MissingList } from "./missing-list.tsx";
import type { Reader } from "./reader.ts";
import { Trail } from "./trail.tsx";

export interface LessonPageProps {
  manifest: CourseManifest;
  lesson: CompiledLesson;
  /** Names this content: what is made of it alone is kept under this name. */
  contentKey: string;
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
  const { manifest, lesson, contentKey, country, renderCheck } = props;
  const variant = variantFor(lesson, country);
  const text = [contentKey, country];
  return (
    <article className="lesson-page">
      <Kept by={["lesson.where", contentKey]}>{() => <Trail under={manifest} />}</Kept>
      <header className="lesson-header">
        <Kept by={["lesson.purpose", ...text]}>
          {() => <Purpose manifest={manifest} lesson={lesson} country={country} />}
        </Kept>
        <Position {...props} />
      </header>
      <Kept by={["lesson.outline", contentKey]}>
        {() => <Outline manifest={manifest} lesson={lesson} />}
      </Kept>
      <div className="lesson" lang={manifest.language}>
        {variant.segments.map((segment, index) =>
          "html" in segment ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: segments never move
            <Kept key={index} by={["lesson.text", ...text, index]}>
              {() => <div dangerouslySetInnerHTML={{ __html: segment.html }} />}
            </Kept>
          ) : (
            <div key={segment.check}>{renderCheck(segment.check)}</div>
          ),
        )}
      </div>
      <Ending {...props} />
      <Kept by={["lesson.neighbours", ...text]}>
        {() => <Neighbours manifest={manifest} lessonId={lesson.id} />}
      </Kept>
    </article>
  );
}

function Purpose({
  manifest,
  lesson,
  country,
}: Pick<LessonPageProps, "manifest" | "lesson" | "country">) {
  const { t, language } = useRequest();
  const own = manifest.objectives.find(({ id }) => id === lesson.objective)?.text;
  const objective = language === "en" ? (lesson.english?.objective ?? own) : own;
  return (
    <>
      <h1 className="govuk-heading-xl" lang={manifest.language}>
        {lesson.title}
      </h1>
      <InEnglish lesson={lesson} />
      {objective && (
        <p className="govuk-body-l">{t("enrollment.lesson.objective", { objective })}</p>
      )}
      <p className="lesson-facts">
        {t("enrollment.lesson.facts", {
          minutes: lesson.minutes,
          kilobytes: weightInKilobytes(lesson, variantFor(lesson, country)),
        })}
      </p>
      <p className="lesson-monday">
        <strong>{t("enrollment.lesson.monday")}</strong> {lesson.monday}
      </p>
    </>
  );
}

/** To who reads in English, what the lesson is; its text is in Spanish. */
function InEnglish({ lesson: { english } }: Pick<LessonPageProps, "lesson">) {
  const { t, language } = useRequest();
  if (language !== "en" || !english) return null;
  return (
    <div className="notice lesson-english">
      <p>
        <strong>{english.title}</strong>
      </p>
      <p>{english.summary}</p>
      <p>{t("enrollment.lesson.in-spanish")}</p>
    </div>
  );
}

function Position({ manifest, lesson, contentKey, country, progress, reader }: LessonPageProps) {
  const t = useT();
  const lessons = lessonsOf(manifest);
  const number = lessons.findIndex(({ id }) => id === lesson.id) + 1;
  if (number === 0) return <p className="notice">{t("enrollment.lesson.other-country")}</p>;
  const { satisfied } = courseProgress(manifest, progress);
  return (
    <Kept by={["lesson.position", contentKey, country, reader, satisfied]}>
      {() => (
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
      )}
    </Kept>
  );
}

function Outline({ manifest, lesson }: Pick<LessonPageProps, "manifest" | "lesson">) {
  const t = useT();
  return (
    <>
      {awaitsLegalReview(manifest) && (
        <p className="notice notice--warning">{t("enrollment.course.legal-pending")}</p>
      )}
      {lesson.outline.length > 1 && (
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
      )}
    </>
  );
}

/** What this lesson still asks, in words, and the way to do it. */
function Ending(props: LessonPageProps) {
  const { manifest, lesson, contentKey, progress, reader } = props;
  const entry = lessonsOf(manifest).find(({ id }) => id === lesson.id);
  if (!entry) return null;
  const isRead = progress.get(lesson.id)?.completed ?? false;
  const missing = missingOfLesson(entry, progress);
  return (
    <Kept by={["lesson.ending", contentKey, reader, isRead, ...missing.map(({ kind }) => kind)]}>
      {() =>
        reader === "enrolled" ? (
          <Lacking manifest={manifest} lesson={lesson} missing={missing} isRead={isRead} />
        ) : (
          <Invitation manifest={manifest} lesson={lesson} reader={reader} />
        )
      }
    </Kept>
  );
}

function Lacking({
  manifest,
  lesson,
  missing,
  isRead,
}: Pick<LessonPageProps, "manifest" | "lesson"> & {
  missing: readonly Missing[];
  isRead: boolean;
}) {
  const t = useT();
  return (
    <section className="lesson-ending panel" id="terminar" aria-labelledby="terminar-titulo">
      <h2 id="terminar-titulo" className="govuk-heading-m">
        {t(missing.length === 0 ? "enrollment.lesson.done" : "enrollment.missing.title")}
      </h2>
      <MissingList manifest={manifest} missing={missing} here={lesson.id} />
      {isRead ? (
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
  // Another country's lesson has none after it: back to the course.
  const after = index < 0 ? undefined : lessons[index + 1];
  return (
    <>
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
      <p className="govuk-body lesson-report">
        <a href={paths.lessonReport(manifest.slug, lessonId)}>{t("enrollment.lesson.report")}</a>
      </p>
    </>
  );
}
