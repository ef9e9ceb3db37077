import type { ReactNode } from "react";
import { responseField } from "../answer-fields.ts";
import type { QuestionView } from "../item-view.ts";
import {
  type InteractionViewProps,
  Paragraphs,
  partId,
  QuestionGroup,
  Why,
  whyId,
} from "./question-frame.tsx";

/** A question as a fieldset of radios or checkboxes: it needs no script. */
export function Options({
  item,
  response,
  id,
  feedback = {},
  hint,
  error,
  type,
  textOf,
}: InteractionViewProps & {
  hint?: ReactNode;
  type: "radio" | "checkbox";
  textOf: (choice: QuestionView["choices"][number]) => string;
}) {
  const kind = type === "radio" ? "radios" : "checkboxes";
  return (
    <QuestionGroup id={id} prompt={item.prompt} hint={hint} error={error}>
      <div className={`govuk-${kind}`}>
        {item.choices.map((choice) => {
          const choiceId = partId(id, choice.id);
          const why = feedback[choice.id];
          return (
            <div key={choice.id} className={`govuk-${kind}__item`}>
              <input
                className={`govuk-${kind}__input`}
                id={choiceId}
                name={responseField(item.id)}
                type={type}
                value={choice.id}
                defaultChecked={response.includes(choice.id)}
                aria-describedby={why ? whyId(choiceId) : undefined}
              />
              <label className={`govuk-label govuk-${kind}__label`} htmlFor={choiceId}>
                <Paragraphs text={textOf(choice)} />
              </label>
              <Why of={choiceId} text={why} className={`govuk-${kind}__hint`} />
            </div>
          );
        })}
      </div>
    </QuestionGroup>
  );
}
