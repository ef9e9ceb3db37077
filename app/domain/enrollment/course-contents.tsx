import type { CourseManifest, CourseModule, LessonEntry } from "#app/domain/courses/manifest.ts";
import { OwnText, OwnTitle } from "#app/domain/courses/own-words.tsx";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { lessonState, type ProgressByLesson } from "./completion.ts";
import type { Reader } from "./reader.ts";

interface ContentsProps {
  manifest: CourseManifest;
  progress: ProgressByLesson;
  reader: Reader;
}

/** The modules of a course with their lessons, each with its state, and their exercises. */
export function CourseContents(props: ContentsProps) {
  const t = useT();
  return (
    <>
      <h2 className="govuk-heading-l">{t("enrollment.course.contents")}</h2>
      {props.manifest.modules.map((module, index) => (
        <ModuleSection key={module.id} module={module} number={index + 1} {...props} />
      ))}
    </>
  );
}

function ModuleSection({
  module,
  number,
  ...props
}: ContentsProps & { module: CourseModule; number: number }) {
  const t = useT();
  const { english } = module;
  return (
    <section className="course-module">
      <h3 className="govuk-heading-m">
        {t("enrollment.course.module", { number })}{" "}
        <OwnTitle title={module.title} english={english} />
      </h3>
      <p className="govuk-body">
        <OwnText text={module.objective} english={english?.objective} />
      </p>
      <ol className="govuk-list course-lessons">
        {module.lessons.map((entry) => (
          <LessonLine key={entry.id} entry={entry} {...props} />
        ))}
      </ol>
      {module.exercise && (
        <p className="govuk-body">
          <strong>{t("enrollment.course.exercise")}</strong>{" "}
          <OwnText text={module.exercise} english={english?.exercise} />{" "}
          {module.rubric && (
            <a href={paths.exercise(props.manifest.slug, module.id)}>
              {t("enrollment.exercise.see", { number })}
            </a>
          )}
        </p>
      )}
    </section>
  );
}

function LessonLine({ entry, manifest, progress, reader }: ContentsProps & { entry: LessonEntry }) {
  const { t, language } = useRequest();
  const state = lessonState(entry, progress);
  return (
    <li className={`course-lesson course-lesson--${state}`}>
      <a href={paths.lesson(manifest.slug, entry.id)}>
        <OwnTitle title={entry.title ?? entry.id} english={entry.english} />
      </a>{" "}
      {language === "en" && entry.english && (
        <span className="course-lesson__summary">{entry.english.objective}</span>
      )}
      <span className="course-lesson__facts">
        {t("enrollment.lesson.minutes", { minutes: entry.minutes })}
        {entry.countries?.map((code) => ` · ${t(`enrollment.country.${code}`)}`)}
      </span>{" "}
      {reader === "enrolled" && (
        <strong className={`tag${state === "satisfied" ? "" : " tag--grey"}`}>
          {t(`enrollment.state.${state}`)}
        </strong>
      )}
    </li>
  );
}
