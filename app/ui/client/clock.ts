import { ask } from "./ask.ts";
import { pauseAfter } from "./waits.ts";

/** Minutes left that are said aloud. */
const SPOKEN = [10, 5, 1];
/** Milliseconds after the deadline at which the page is asked for again: the server's clock decides. */
const MARGIN = 1500;

/**
 * Counts the time left beside when the exam ends. It starts from the server's
 * clock when the page was made, so that a device's wrong clock changes nothing.
 */
export function clock(save: () => Promise<unknown>): void {
  const place = document.querySelector<HTMLElement>("[data-closes-at]");
  if (!place) return;
  const words = place.dataset as Record<string, string>;
  const atStart = Date.parse(words.closesAt ?? "") - Date.parse(words.now ?? "");
  const loadedAt = Date.now();
  const text = place.querySelector("[data-left-text]");
  const spoken = place.querySelector("[data-left-spoken]");
  let said = Number.POSITIVE_INFINITY;
  let over = false;

  tick();
  const ticking = setInterval(tick, 1000);

  function tick() {
    const left = atStart - (Date.now() - loadedAt);
    if (text) text.textContent = words.left?.replace("{time}", asTime(Math.max(0, left))) ?? "";
    const mark = SPOKEN.find((minutes) => left <= minutes * 60_000 && said > minutes && left > 0);
    if (mark !== undefined) {
      said = mark;
      if (spoken)
        spoken.textContent = words.soon?.replace("{count}", String(Math.ceil(left / 60_000))) ?? "";
    }
    if (left <= 0 && !over) {
      over = true;
      if (spoken) spoken.textContent = words.over ?? "";
      save();
    }
    if (left <= -MARGIN) {
      clearInterval(ticking);
      askAgain();
    }
  }
}

/**
 * Asks for the page itself: the server leads to the result, or shows it with the minutes that were
 * given meanwhile. Only once the site answers: nobody pressed anything, so nobody should meet an
 * error.
 */
async function askAgain(): Promise<void> {
  const page = location.pathname + location.search;
  for (let tries = 1; !(await ask(page, "text/html")); tries += 1) await pauseAfter(tries);
  location.assign(page);
}

/** 5400000 as "1:30:00", 65000 as "1:05". */
function asTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
