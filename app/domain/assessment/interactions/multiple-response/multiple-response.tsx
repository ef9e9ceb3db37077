import { useT } from "#app/ui/request.tsx";
import { Options } from "../options.tsx";
import type { InteractionViewProps } from "../question-frame.tsx";

export function MultipleResponseView(props: InteractionViewProps) {
  const t = useT();
  return (
    <Options
      {...props}
      type="checkbox"
      hint={t("assessment.question.several")}
      textOf={({ text }) => text}
    />
  );
}
