import { formatBytes } from "#app/i18n/format.ts";
import type { Key } from "#app/i18n/translate.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import type { AnswerProblem } from "./answer-problem.ts";
import { ENTRY, partId } from "./interactions/question-frame.tsx";
import type { InteractionName } from "./item.ts";
import type { QuestionView } from "./item-view.ts";

/** What is wrong with an answer, first on the page, with a link to its first field. */
export function QuestionErrorSummary({
  error,
  item,
  optionsId,
}: {
  error: string;
  item: QuestionView;
  /** Id of the question. */
  optionsId: string;
}) {
  const t = useT();
  return (
    <div className="govuk-error-summary" role="alert" tabIndex={-1}>
      <h2 className="govuk-error-summary__title">{t("ui.errors.summary")}</h2>
      <ul className="govuk-list govuk-error-summary__list">
        <li>
          <a href={`#${firstField(item, optionsId)}`}>{error}</a>
        </li>
      </ul>
    </div>
  );
}

/** Id of the first field of a question of any kind. */
function firstField({ sources, gaps, choices }: QuestionView, optionsId: string): string {
  const [first] = [sources, gaps, choices].find((parts) => parts.length > 0) ?? [];
  return partId(optionsId, first?.id ?? ENTRY);
}

/** What to do about a blank answer, by what is done to answer. */
const BLANK = {
  choice: "assessment.question.choose",
  "multiple-response": "assessment.question.choose",
  "true-false": "assessment.question.choose",
  match: "assessment.question.choose",
  order: "assessment.question.choose",
  "text-entry": "assessment.interaction.blank.write",
  numeric: "assessment.interaction.blank.write",
  "inline-choice": "assessment.interaction.blank.fill",
  "extended-text": "assessment.interaction.blank.write",
  "file-upload": "assessment.interaction.blank.send",
} satisfies Record<InteractionName, Key>;

/** The sentence of a problem, if it is this question's. */
export function useQuestionError(
  item: QuestionView | undefined,
  problem: AnswerProblem | null | undefined,
): string | undefined {
  const { t, language } = useRequest();
  if (!item || problem?.item !== item.id) return undefined;
  if (problem.why === "blank") return t(BLANK[item.interaction]);
  return t(`assessment.file.refused.${problem.why}`, {
    file: problem.file,
    size: formatBytes(item.files?.bytes ?? 0, language),
    most: item.files?.most ?? 0,
  });
}
