import { type CourseManifest, type CourseModule, CRITERIA } from "#app/domain/courses/manifest.ts";
import { OwnText } from "#app/domain/courses/own-words.tsx";
import { useT } from "#app/ui/request.tsx";
import { Trail } from "./trail.tsx";

/** Points of a criterion, best first: what one aims at is read first. */
const POINTS = [3, 2, 1, 0] as const;

export interface ExercisePageProps {
  manifest: CourseManifest;
  module: CourseModule;
  /** From 1. */
  number: number;
}

/** A module's exercise: what to make in one's own municipality, how, and what a reviewer looks at. */
export function ExercisePage({ manifest, module, number }: ExercisePageProps) {
  const t = useT();
  const { language } = manifest;
  return (
    <>
      <Trail under={manifest} />
      <h1 className="govuk-heading-xl">{t("enrollment.exercise.title", { number })}</h1>
      <p className="govuk-body-l">
        <OwnText text={module.exercise ?? ""} english={module.english?.exercise} />
      </p>
      <h2 className="govuk-heading-l">{t("enrollment.exercise.steps")}</h2>
      <ol className="govuk-list govuk-list--number" lang={language}>
        {module.exerciseSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2 className="govuk-heading-l">{t("enrollment.exercise.rubric")}</h2>
      <p className="govuk-body">{t("enrollment.exercise.rule")}</p>
      {CRITERIA.map((criterion) => (
        <section key={criterion} className="criterion">
          <h3 className="govuk-heading-m">{t(`enrollment.criterion.${criterion}.name`)}</h3>
          <p className="govuk-body">{t(`enrollment.criterion.${criterion}.asks`)}</p>
          <dl className="criterion__levels">
            {POINTS.map((points) => (
              <div key={points}>
                <dt>{t("enrollment.exercise.points", { count: points })}</dt>
                <dd lang={language}>{module.rubric?.[criterion][points]}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
