import type { ReactNode } from "react";
import { useT } from "#app/ui/request.tsx";
import { responseField } from "../../answer-fields.ts";
import {
  ENTRY,
  type InteractionViewProps,
  partId,
  QuestionField,
  QuestionGroup,
  Why,
  whyId,
} from "../question-frame.tsx";
import { AS_TYPED } from "../typed-field.ts";
import { numberAndUnit } from "./number-and-unit.ts";

/** What a browser lets through as a number; `numbersOf` judges it. */
const NUMBER = "\\s*[\\-+−–]?[\\d.,'’\\s]+([eE][\\-+]?\\d+)?\\s*";

export function NumericView(props: InteractionViewProps) {
  const { item, response, id, feedback, error } = props;
  const t = useT();
  const hint = t("assessment.interaction.number-hint");
  const { number, unit } = numberAndUnit(item.units, response);
  if (item.units.length > 0) {
    return (
      <QuestionGroup {...{ id, hint, error }} prompt={item.prompt}>
        <NumberAndUnit {...props} number={number} unit={unit} />
      </QuestionGroup>
    );
  }
  return (
    <QuestionField {...{ id, hint, error }} prompt={item.prompt} why={feedback?.entry}>
      {(field) => <NumberInput {...field} name={responseField(item.id)} value={number} />}
    </QuestionField>
  );
}

function NumberAndUnit({
  item,
  id,
  feedback,
  number,
  unit,
}: InteractionViewProps & { number: string; unit: string }) {
  const t = useT();
  const fieldId = partId(id, ENTRY);
  const why = feedback?.entry;
  const described = why ? whyId(fieldId) : undefined;
  const name = responseField(item.id);
  return (
    <div className="question__measure">
      <Labelled fieldId={fieldId} label={t("assessment.interaction.number")}>
        <NumberInput id={fieldId} name={name} value={number} aria-describedby={described} />
      </Labelled>
      <Labelled fieldId={`${fieldId}-unidad`} label={t("assessment.interaction.unit")}>
        <select
          className="govuk-select"
          id={`${fieldId}-unidad`}
          name={name}
          defaultValue={unit}
          aria-describedby={described}
        >
          <option value="">{t("assessment.interaction.choose")}</option>
          {item.units.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </Labelled>
      <Why of={fieldId} text={why} />
    </div>
  );
}

function Labelled({
  fieldId,
  label,
  children,
}: {
  fieldId: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <div>
      <label className="govuk-label" htmlFor={fieldId}>
        {label}
      </label>
      {children}
    </div>
  );
}

function NumberInput({
  value,
  ...field
}: {
  id: string;
  name: string;
  value: string;
  "aria-describedby"?: string;
}) {
  const t = useT();
  return (
    <input
      {...field}
      {...AS_TYPED}
      className="govuk-input govuk-input--width-10"
      type="text"
      inputMode="decimal"
      pattern={NUMBER}
      title={t("assessment.interaction.number-hint")}
      maxLength={60}
      defaultValue={value}
    />
  );
}
