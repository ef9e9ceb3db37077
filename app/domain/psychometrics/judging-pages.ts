/** Items that a judge rates on one page. */
const ITEMS_A_PAGE = 10;

export interface JudgingPages {
  /** From 1, as are the places. */
  number: number;
  from: number;
  to: number;
}

/** The pages on which a panel of so many items is rated. */
export function pagesOf(total: number): JudgingPages[] {
  return Array.from({ length: Math.ceil(total / ITEMS_A_PAGE) }, (_, index) => ({
    number: index + 1,
    from: index * ITEMS_A_PAGE + 1,
    to: Math.min(total, (index + 1) * ITEMS_A_PAGE),
  }));
}

/** What a page of a panel holds; a number that is not one of its pages is the first. */
export function judgingPage<Item extends { own: number | null }>(
  items: readonly Item[],
  wanted: number,
): { page: number; total: number; rated: number; items: Item[] } {
  const [first, ...others] = pagesOf(items.length);
  const { number, from, to } = others.find((page) => page.number === wanted) ??
    first ?? { number: 1, from: 1, to: 0 };
  return {
    page: number,
    total: items.length,
    rated: items.filter(({ own }) => own !== null).length,
    items: items.slice(from - 1, to),
  };
}

/** The page after this one; null after the last. */
export function nextPage(total: number, page: number): number | null {
  return page < pagesOf(total).length ? page + 1 : null;
}
