/** Adds buttons that move what is to be put in order; the lists beside it say the same. */
export function ordering(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-order]")) {
    if (isWhole(list)) sort(list);
    for (const item of itemsOf(list)) {
      const buttons = document.createElement("span");
      buttons.className = "question__moves no-print";
      buttons.append(mover(list, item, -1), mover(list, item, 1));
      item.append(buttons);
    }
  }
}

function mover(list: HTMLElement, item: HTMLElement, by: 1 | -1): HTMLButtonElement {
  const button = document.createElement("button");
  const label = item.querySelector("label")?.textContent ?? "";
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = by < 0 ? "↑" : "↓";
  button.setAttribute("aria-label", `${by < 0 ? list.dataset.up : list.dataset.down}: ${label}`);
  button.addEventListener("click", () => {
    sort(list);
    const items = itemsOf(list);
    const at = items.indexOf(item);
    const other = items[at + by];
    if (other && by < 0) other.before(item);
    else if (other) other.after(item);
    for (const [index, each] of itemsOf(list).entries()) placeOf(each).selectedIndex = index + 1;
    button.focus();
    placeOf(item).dispatchEvent(new Event("change", { bubbles: true }));
  });
  return button;
}

/** By the places given; what has none stays behind the rest, as it was. */
function sort(list: HTMLElement): void {
  const place = (item: HTMLElement) => placeOf(item).selectedIndex || Number.POSITIVE_INFINITY;
  const items = itemsOf(list);
  const sorted = items.toSorted((one, other) =>
    place(one) < place(other) ? -1 : Number(place(one) > place(other)),
  );
  if (sorted.some((item, index) => item !== items[index])) list.append(...sorted);
}

/** Whether each has its own place. */
const isWhole = (list: HTMLElement): boolean => {
  const places = new Set(itemsOf(list).map((item) => placeOf(item).selectedIndex));
  return places.size === list.children.length && !places.has(0);
};

const itemsOf = (list: HTMLElement) => [...list.children] as HTMLElement[];

const placeOf = (item: HTMLElement) => item.querySelector("select") as HTMLSelectElement;
