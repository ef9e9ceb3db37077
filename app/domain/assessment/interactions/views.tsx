import type { ComponentType } from "react";
import type { InteractionName } from "../item.ts";
import { ChoiceView } from "./choice/choice.tsx";
import { ExtendedTextView } from "./extended-text/extended-text.tsx";
import { FileUploadView } from "./file-upload/file-upload.tsx";
import { InlineChoiceView } from "./inline-choice/inline-choice.tsx";
import { MatchView } from "./match/match.tsx";
import { MultipleResponseView } from "./multiple-response/multiple-response.tsx";
import { NumericView } from "./numeric/numeric.tsx";
import { OrderView } from "./order/order.tsx";
import type { InteractionViewProps } from "./question-frame.tsx";
import { TextEntryView } from "./text-entry/text-entry.tsx";
import { TrueFalseView } from "./true-false/true-false.tsx";

/** Every kind of question, by its name, as a page shows it. */
const views = {
  choice: ChoiceView,
  "multiple-response": MultipleResponseView,
  "true-false": TrueFalseView,
  match: MatchView,
  order: OrderView,
  "text-entry": TextEntryView,
  numeric: NumericView,
  "inline-choice": InlineChoiceView,
  "extended-text": ExtendedTextView,
  "file-upload": FileUploadView,
} satisfies Record<InteractionName, ComponentType<InteractionViewProps>>;

/** A question of any kind. */
export function Interaction(props: InteractionViewProps) {
  const View: ComponentType<InteractionViewProps> = views[props.item.interaction];
  return <View {...props} />;
}
