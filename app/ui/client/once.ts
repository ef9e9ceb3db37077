import { makeId } from "./make-id.ts";

/**
 * A form marked `data-once` is sent once, however often its button is pressed.
 * A page that the back button brings up from memory gets UUIDs of its own, so
 * that what is chosen there is another answer.
 */
export function once(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", ({ persisted }) => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
      delete form.dataset.sent;
      if (!persisted) continue;
      for (const field of form.querySelectorAll<HTMLInputElement>("input[name^='id.']")) {
        field.value = makeId();
      }
    }
  });
}
