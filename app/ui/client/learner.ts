/** The small module of learner pages. Everything works without it. */
import { autosave } from "./autosave.ts";
import { clock } from "./clock.ts";
import { once } from "./once.ts";

document.documentElement.dataset.script = "on";
once();
const saver = autosave();
clock(() => saver?.flush());
