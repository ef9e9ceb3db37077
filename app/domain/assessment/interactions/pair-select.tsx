import { useT } from "#app/ui/request.tsx";
import { responseField } from "../answer-fields.ts";
import { pair } from "./pairs.ts";
import { whyId } from "./question-frame.tsx";

interface PairSelectProps {
  item: string;
  /** Source, choice or gap that gets one of the seconds. */
  first: string;
  seconds: { id: string; text: string }[];
  chosen: string | undefined;
  fieldId: string;
  /** It is explained beside it. */
  explained: boolean;
  className?: string;
}

/** A list to choose from, whose values are pairs: it needs no script. */
export function PairSelect(props: PairSelectProps) {
  const { item, first, seconds, chosen, fieldId, explained, className = "" } = props;
  const t = useT();
  const known = seconds.some(({ id }) => id === chosen);
  return (
    <select
      className={`govuk-select ${className}`}
      id={fieldId}
      name={responseField(item)}
      defaultValue={known ? pair(first, chosen ?? "") : ""}
      aria-describedby={explained ? whyId(fieldId) : undefined}
    >
      <option value="">{t("assessment.interaction.choose")}</option>
      {seconds.map(({ id, text }) => (
        <option key={id} value={pair(first, id)}>
          {text}
        </option>
      ))}
    </select>
  );
}
