import { useT } from "#app/ui/request.tsx";
import { type InteractionViewProps, Options } from "../options.tsx";

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
