import { Options } from "../options.tsx";
import type { InteractionViewProps } from "../question-frame.tsx";

export function ChoiceView(props: InteractionViewProps) {
  return <Options {...props} type="radio" textOf={({ text }) => text} />;
}
