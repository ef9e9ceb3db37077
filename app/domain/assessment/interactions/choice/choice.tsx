import { type InteractionViewProps, Options } from "../options.tsx";

export function ChoiceView(props: InteractionViewProps) {
  return <Options {...props} type="radio" textOf={({ text }) => text} />;
}
