import { useT } from "#app/ui/request.tsx";
import type { Rubric, RubricCriterion } from "./item.ts";

/** How a response will be marked, closed until whoever answers opens it. */
export function RubricDetails({ rubric }: { rubric: Rubric | null }) {
  const t = useT();
  if (!rubric) return null;
  return (
    <details className="rubric">
      <summary>{t("assessment.rubric.title")}</summary>
      <RubricCriteria rubric={rubric} />
    </details>
  );
}

/** The criteria of a rubric, each with its levels. */
export function RubricCriteria({ rubric }: { rubric: Rubric }) {
  return (
    <dl>
      {rubric.criteria.map((criterion) => (
        <Criterion key={criterion.id} {...criterion} />
      ))}
    </dl>
  );
}

function Criterion({ text, levels }: RubricCriterion) {
  const t = useT();
  return (
    <div>
      <dt>{text}</dt>
      {levels.map((level) => (
        <dd key={`${level.points} ${level.text}`}>
          <strong>{t("assessment.rubric.points", { count: level.points })}</strong> {level.text}
        </dd>
      ))}
    </div>
  );
}
