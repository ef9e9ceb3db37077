import { useT } from "#app/ui/request.tsx";
import { type InteractionViewProps, Options } from "../options.tsx";

export function MultipleResponseView(props: InteractionViewProps) {
  const t = useT();
  return (
    <Options
      {...props}
      type="checkbox"
      hint={props.hint ?? t("assessment.question.several")}
      textOf={({ text }) => text}
    />
  );
}
