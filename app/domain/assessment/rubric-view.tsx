import { useT } from "#app/ui/request.tsx";
import type { Rubric } from "./item.ts";

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
function RubricCriteria({ rubric }: { rubric: Rubric }) {
  const t = useT();
  return (
    <dl className="rubric__criteria">
      {rubric.criteria.map(({ id, text, levels }) => (
        <div key={id}>
          <dt>{text}</dt>
          {levels.map((level) => (
            <dd key={`${level.points} ${level.text}`}>
              <strong>{t("assessment.rubric.points", { count: level.points })}</strong> {level.text}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
