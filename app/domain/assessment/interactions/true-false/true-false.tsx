import { useT } from "#app/ui/request.tsx";
import { Options } from "../options.tsx";
import type { InteractionViewProps } from "../question-frame.tsx";

export function TrueFalseView(props: InteractionViewProps) {
  const t = useT();
  return (
    <Options
      {...props}
      type="radio"
      textOf={({ id }) =>
        id === "true" ? t("assessment.question.true") : t("assessment.question.false")
      }
    />
  );
}
