import { responseField } from "../../answer-fields.ts";
import { type InteractionViewProps, QuestionField } from "../question-frame.tsx";
import { AS_TYPED } from "../typed-field.ts";

export function TextEntryView({ item, response, id, feedback, error }: InteractionViewProps) {
  return (
    <QuestionField {...{ id, error }} prompt={item.prompt} why={feedback?.entry}>
      {(field) => (
        <input
          {...field}
          {...AS_TYPED}
          className="govuk-input question__entry"
          type="text"
          name={responseField(item.id)}
          maxLength={item.length ?? undefined}
          defaultValue={response[0] ?? ""}
        />
      )}
    </QuestionField>
  );
}
