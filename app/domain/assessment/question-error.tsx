import { useT } from "#app/ui/request.tsx";
import type { QuestionView } from "./item-view.ts";

/** What is wrong with an answer, first on the page, with a link to its first option. */
export function QuestionErrorSummary({
  error,
  item,
  optionsId,
}: {
  error: string;
  item: QuestionView;
  /** Id of the question's fieldset. */
  optionsId: string;
}) {
  const t = useT();
  return (
    <div className="govuk-error-summary" role="alert" tabIndex={-1}>
      <h2 className="govuk-error-summary__title">{t("ui.errors.summary")}</h2>
      <ul className="govuk-list govuk-error-summary__list">
        <li>
          <a href={`#${optionsId}-${item.choices[0]?.id}`}>{error}</a>
        </li>
      </ul>
    </div>
  );
}
