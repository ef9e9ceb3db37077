/** Counts the characters that a text has left, beside it. */
export function lengthLeft(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-length-left]")) {
    const id = place.parentElement?.id ?? "";
    const field = document.querySelector<HTMLTextAreaElement>(
      `textarea[aria-describedby~="${id}"]`,
    );
    if (!field) continue;
    const count = () => {
      const left = String(field.maxLength - field.value.length);
      place.textContent = (place.dataset.lengthLeft ?? "").replace("{left}", left);
    };
    field.addEventListener("input", count);
    count();
  }
}
