import { useT } from "#app/ui/request.tsx";
import { responseField } from "../../answer-fields.ts";
import { RubricDetails } from "../../rubric-view.tsx";
import { type InteractionViewProps, QuestionField } from "../question-frame.tsx";

/** Rows of the field: more are scrolled. */
const ROWS = 10;

/** Where scripts run, the characters left are counted (`ui/client/length.ts`). */
export function ExtendedTextView({ item, response, id, error }: InteractionViewProps) {
  const t = useT();
  const length = item.length ?? 0;
  return (
    <>
      <QuestionField
        {...{ id, error }}
        prompt={item.prompt}
        hint={
          <span data-length-left={t("assessment.interaction.length-left", { left: "{left}" })}>
            {t("assessment.interaction.length", { count: length })}
          </span>
        }
      >
        {(field) => (
          <textarea
            {...field}
            className="govuk-textarea"
            name={responseField(item.id)}
            rows={ROWS}
            maxLength={length}
            autoComplete="off"
            defaultValue={response[0] ?? ""}
          />
        )}
      </QuestionField>
      <RubricDetails rubric={item.rubric} />
    </>
  );
}
