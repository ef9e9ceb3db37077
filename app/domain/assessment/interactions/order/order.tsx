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

/** For each choice its place; where scripts run, buttons that move it (`ui/client/order.ts`). */
export function OrderView({ item, response, id, feedback = {}, error }: InteractionViewProps) {
  const t = useT();
  const taken = pairsOf(response);
  const places = item.choices.map((_, index) => String(index + 1));
  return (
    <QuestionGroup
      {...{ id, error }}
      prompt={item.prompt}
      hint={t("assessment.interaction.order-hint", { last: places.length })}
    >
      <ul
        className="question__order"
        data-order
        data-up={t("assessment.interaction.up")}
        data-down={t("assessment.interaction.down")}
      >
        {item.choices.map((choice) => {
          const fieldId = partId(id, choice.id);
          const why = feedback[choice.id];
          return (
            <li key={choice.id} className="question__part">
              <label className="govuk-label" htmlFor={fieldId}>
                <Paragraphs text={choice.text} />
              </label>
              <PairSelect
                {...{ item: item.id, first: choice.id, fieldId }}
                seconds={places.map((place) => ({ id: place, text: place }))}
                chosen={taken.get(choice.id)}
                explained={Boolean(why)}
              />
              <Why of={fieldId} text={why} />
            </li>
          );
        })}
      </ul>
    </QuestionGroup>
  );
}
