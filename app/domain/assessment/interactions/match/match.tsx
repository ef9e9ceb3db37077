import { useT } from "#app/ui/request.tsx";
import { PairSelect } from "../pair-select.tsx";
import { pairsOf } from "../pairs.ts";
import {
  type InteractionViewProps,
  Paragraphs,
  partId,
  QuestionGroup,
  Why,
} from "../question-frame.tsx";

/** Characters of a choice that a closed list may cut short. */
const LONG = 32;

/** For each source a list of the choices, which are read whole above it when they are long. */
export function MatchView({ item, response, id, feedback = {}, error }: InteractionViewProps) {
  const t = useT();
  const taken = pairsOf(response);
  const long = item.choices.some(({ text }) => text.length > LONG || text.includes("\n"));
  return (
    <QuestionGroup
      {...{ id, error }}
      prompt={item.prompt}
      hint={t("assessment.interaction.match-hint")}
    >
      <ul className={`question__choices${long ? "" : " only-print"}`}>
        {item.choices.map((choice) => (
          <li key={choice.id}>
            <Paragraphs text={choice.text} />
          </li>
        ))}
      </ul>
      {item.sources.map((source) => {
        const fieldId = partId(id, source.id);
        const why = feedback[source.id];
        return (
          <div key={source.id} className="question__part">
            <label className="govuk-label" htmlFor={fieldId}>
              <Paragraphs text={source.text} />
            </label>
            <PairSelect
              {...{ item: item.id, first: source.id, seconds: item.choices, fieldId }}
              chosen={taken.get(source.id)}
              explained={Boolean(why)}
            />
            <Why of={fieldId} text={why} />
          </div>
        );
      })}
    </QuestionGroup>
  );
}
