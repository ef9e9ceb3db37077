import type { ReactNode } from "react";
import type { ItemResponse } from "../item.ts";
import type { QuestionView } from "../item-view.ts";

/** What a question's view gets: the question, the answer kept, and where its parts go. */
export interface InteractionViewProps {
  item: QuestionView;
  response: ItemResponse;
  /** Name of its fields; the same for every choice. */
  name: string;
  /** Id of the fieldset; its parts' ids begin with it. */
  id: string;
  /** Why each choice is right or wrong, as far as it may be told. */
  feedback?: Record<string, string>;
  /** What tells what to do: "Marque todas las que correspondan". */
  hint?: ReactNode;
  /** What is wrong with the answer sent. */
  error?: string;
}

/** A question as a fieldset of radios or checkboxes: it needs no script. */
export function Options({
  item,
  response,
  name,
  id,
  feedback = {},
  hint,
  error,
  type,
  textOf,
}: InteractionViewProps & {
  type: "radio" | "checkbox";
  textOf: (choice: QuestionView["choices"][number]) => string;
}) {
  const kind = type === "radio" ? "radios" : "checkboxes";
  const described = [hint && `${id}-ayuda`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" id={id} aria-describedby={described || undefined}>
        <legend className="govuk-fieldset__legend question__prompt">
          <Paragraphs text={item.prompt} />
        </legend>
        {hint && (
          <div id={`${id}-ayuda`} className="govuk-hint">
            {hint}
          </div>
        )}
        {error && (
          <p id={`${id}-error`} className="govuk-error-message">
            {error}
          </p>
        )}
        <div className={`govuk-${kind}`}>
          {item.choices.map((choice) => {
            const choiceId = `${id}-${choice.id}`;
            const why = feedback[choice.id];
            return (
              <div key={choice.id} className={`govuk-${kind}__item`}>
                <input
                  className={`govuk-${kind}__input`}
                  id={choiceId}
                  name={name}
                  type={type}
                  value={choice.id}
                  defaultChecked={response.includes(choice.id)}
                  aria-describedby={why ? `${choiceId}-porque` : undefined}
                />
                <label className={`govuk-label govuk-${kind}__label`} htmlFor={choiceId}>
                  <Paragraphs text={textOf(choice)} />
                </label>
                {why && (
                  <div
                    id={`${choiceId}-porque`}
                    className={`govuk-hint govuk-${kind}__hint question__feedback`}
                  >
                    <Paragraphs text={why} />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

/** Lines apart, where only phrasing content may stand. */
export function Paragraphs({ text }: { text: string }) {
  return text.split("\n").map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ));
}
