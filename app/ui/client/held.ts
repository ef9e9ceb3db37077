import { ask } from "./ask.ts";
import { pauseAfter } from "./waits.ts";

/** Whether all answers are saved, the service is away, or the person has to log in first. */
export type Saved = "all" | "away" | "session";

/**
 * A form marked `data-held` is sent until the service has taken it, and only then is the page
 * left: where the browser would show an error of its own, this one stays and says what it waits
 * for. `data-held-for` is for how many seconds; without it, as long as the page is open. What
 * the form asks for happens once, however often it is sent.
 *
 * @param saveFirst saves the answers that still wait on the device
 */
export function held(saveFirst: () => Promise<Saved>): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-held]")) {
    hold(form, saveFirst);
  }
}

function hold(form: HTMLFormElement, saveFirst: () => Promise<Saved>) {
  const words = form.dataset;
  const place = form.querySelector("[data-status-all]");
  const say = (text = "") => {
    if (place) place.textContent = text;
  };
  let isUnderWay = false;
  let isAsItIs = false;

  form.addEventListener("submit", async (event) => {
    if (isAsItIs) return;
    event.preventDefault();
    if (isUnderWay) return;
    isUnderWay = true;
    await send();
    isUnderWay = false;
  });

  async function send(): Promise<void> {
    const end = Date.now() + Number(words.heldFor ?? Number.POSITIVE_INFINITY) * 1000;
    say(words.sending);
    for (let tries = 1; ; tries += 1) {
      const saved = await saveFirst();
      if (saved === "session") return;
      const answer = saved === "all" ? await ask(form.action, "text/html", fieldsOf(form)) : null;
      if (answer?.ok) return location.assign(answer.url);
      if (answer) return sendAsItIs();
      if (Date.now() > end) return say(words.gaveUp);
      say(words.offline);
      await pauseAfter(tries);
    }
  }

  /** What the server has to say of it is a page, which the browser shows. */
  function sendAsItIs() {
    isAsItIs = true;
    form.submit();
  }
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, String(value));
  return fields;
}
