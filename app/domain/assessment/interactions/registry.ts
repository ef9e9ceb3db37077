import type { InteractionName } from "../item.ts";
import { choice } from "./choice/choice.ts";
import { extendedText } from "./extended-text/extended-text.ts";
import { fileUpload } from "./file-upload/file-upload.ts";
import { inlineChoice } from "./inline-choice/inline-choice.ts";
import type { InteractionType } from "./interaction.ts";
import { match } from "./match/match.ts";
import { multipleResponse } from "./multiple-response/multiple-response.ts";
import { numeric } from "./numeric/numeric.ts";
import { order } from "./order/order.ts";
import { textEntry } from "./text-entry/text-entry.ts";
import { trueFalse } from "./true-false/true-false.ts";

/** Every kind of question, by its name. */
export const interactions: Record<InteractionName, InteractionType> = {
  choice,
  "multiple-response": multipleResponse,
  "true-false": trueFalse,
  match,
  order,
  "text-entry": textEntry,
  numeric,
  "inline-choice": inlineChoice,
  "extended-text": extendedText,
  "file-upload": fileUpload,
};
