import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** WCAG 2.2, levels A and AA: https://www.deque.com/axe/core-documentation/api-documentation/ */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Those that look at colours; the others find in the dark what they find in the light. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong with the page in the light. */
export async function faultsIn(page: Page): Promise<string[]> {
  await inScheme(page, "light");
  return violations(axe(page).withTags(RULES));
}

/** What it finds wrong with its colours in the dark, which are the same at every width. */
export async function faultsInTheDark(page: Page): Promise<string[]> {
  await inScheme(page, "dark");
  return violations(axe(page).withRules(COLOUR_RULES));
}

/** A colour on its way to another one is neither. */
const inScheme = (page: Page, colorScheme: "light" | "dark") =>
  page.emulateMedia({ colorScheme, reducedMotion: "reduce" });

async function violations(check: AxeBuilder): Promise<string[]> {
  return (await check.analyze()).violations.flatMap(described);
}

/** Of one frame: what is for several opens another page each time. */
const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

/** What sticks out of the page to the right, for whoever has to find it. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)
      .slice(0, 8)
      .concat(`${scrollWidth} > ${clientWidth}`);
  });
}

function described({ id, help, nodes }: { id: string; help: string; nodes: Node[] }): string[] {
  return nodes.map(({ target, failureSummary }) => {
    return `${id}: ${help}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim() ?? ""}`;
  });
}

interface Node {
  target: unknown[];
  failureSummary?: string;
}
