import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/**
 * Gives a question this response with the keyboard alone: arrows move between radios and through
 * lists, Space marks a box, the rest is typed.
 */
export async function answerByKeyboard(
  page: Page,
  question: Locator,
  response: readonly string[],
): Promise<void> {
  const typed = [...response];
  const fields = await question.locator("input:not([type=hidden]), select, textarea").all();
  for (const field of fields) {
    const kind = await field.evaluate((one) => (one as HTMLInputElement).type);
    if (kind === "radio") return chooseRadio(page, question, field, response);
    await tabTo(page, field);
    if (kind === "checkbox") {
      if (response.includes((await field.getAttribute("value")) ?? ""))
        await page.keyboard.press("Space");
    } else if (kind === "select-one") {
      await chooseListed(page, field, response);
    } else {
      const gap = /\[(.+)\]$/.exec((await field.getAttribute("name")) ?? "")?.[1];
      const text = gap ? typed.find((part) => part.startsWith(`${gap} `)) : typed.shift();
      await page.keyboard.type(gap ? (text ?? "").slice(gap.length + 1) : (text ?? ""));
    }
  }
}

async function chooseRadio(
  page: Page,
  question: Locator,
  first: Locator,
  response: readonly string[],
): Promise<void> {
  await tabTo(page, first);
  await page.keyboard.press("Space");
  const radios = await question.locator("input[type=radio]").count();
  for (let moves = 0; moves < radios; moves += 1) {
    const chosen = await question.locator("input:checked").getAttribute("value");
    if (response.includes(chosen ?? "")) return;
    await page.keyboard.press("ArrowDown");
  }
}

async function chooseListed(page: Page, list: Locator, response: readonly string[]): Promise<void> {
  const options = await list.locator("option").count();
  for (let moves = 1; moves < options; moves += 1) {
    await page.keyboard.press("ArrowDown");
    if (response.includes(await list.inputValue())) return;
  }
}

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Presses Tab until the element has the focus, and sees that the focus shows. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement))
      return focusShows(page, target);
  }
  throw new Error(`${MOST_STOPS} presses of Tab did not reach ${target}`);
}

/** The element looks otherwise with the focus than without it. */
async function focusShows(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeInViewport();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} has no place on the page`);
  const margin = 6;
  const clip = {
    x: Math.max(0, box.x - margin),
    y: Math.max(0, box.y - margin),
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const picture = () => page.screenshot({ clip, animations: "disabled" });
  const focused = await picture();
  await target.evaluate((element) => (element as HTMLElement).blur());
  const blurred = await picture();
  await target.evaluate((element) => (element as HTMLElement).focus({ preventScroll: true }));
  expect(focused.equals(blurred), `the focus of ${target} does not show`).toBe(false);
}
