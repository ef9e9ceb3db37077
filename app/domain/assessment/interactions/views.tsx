import type { ComponentType } from "react";
import type { InteractionName } from "../item.ts";
import { ChoiceView } from "./choice/choice.tsx";
import { MultipleResponseView } from "./multiple-response/multiple-response.tsx";
import type { InteractionViewProps } from "./options.tsx";
import { TrueFalseView } from "./true-false/true-false.tsx";

/** Every kind of question, by its name, as a page shows it. */
const views: Partial<Record<InteractionName, ComponentType<InteractionViewProps>>> = {
  choice: ChoiceView,
  "multiple-response": MultipleResponseView,
  "true-false": TrueFalseView,
};

/** A question of any kind. */
export function Interaction(props: InteractionViewProps) {
  const View = views[props.item.interaction];
  if (!View) throw new Error(`There is no view of ${props.item.interaction}`);
  return <View {...props} />;
}
