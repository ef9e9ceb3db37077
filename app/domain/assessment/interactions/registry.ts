import type { InteractionName } from "../item.ts";
import { choice } from "./choice/choice.ts";
import type { InteractionType } from "./interaction.ts";
import { multipleResponse } from "./multiple-response/multiple-response.ts";
import { trueFalse } from "./true-false/true-false.ts";

/** Every kind of question, by its name. */
export const interactions = {
  choice,
  "multiple-response": multipleResponse,
  "true-false": trueFalse,
} as const satisfies Record<InteractionName, InteractionType>;
