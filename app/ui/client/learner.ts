/** The small module of learner pages. Everything works without it. */
import { autosave } from "./autosave.ts";
import { clock } from "./clock.ts";
import { lengthLeft } from "./length.ts";
import { once } from "./once.ts";
import { ordering } from "./order.ts";

document.documentElement.dataset.script = "on";
once();
const saver = autosave();
clock(() => saver?.flush());
// After what waited on the device is back in its place.
lengthLeft();
ordering();
