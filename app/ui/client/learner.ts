/** The small module of learner pages. Everything works without it. */
import { autosave } from "./autosave.ts";
import { clock } from "./clock.ts";
import { held } from "./held.ts";
import { lengthLeft } from "./length.ts";
import { once } from "./once.ts";
import { ordering } from "./order.ts";

// A browser that lacks this is from before 2020: there the forms do the work.
if ("replaceChildren" in document.body) {
  document.documentElement.dataset.script = "on";
  const save = autosave() ?? (async () => "all" as const);
  held(save);
  once();
  clock(save);
  // After what waited on the device is back in its place.
  lengthLeft();
  ordering();
}
