import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { bankCourse } from "./bank-page.server.ts";
import { foundItems } from "./bank-queries.server.ts";
import { readBankSearch, searchQuery } from "./bank-search.ts";
import {
  FORMATS,
  type FormatName,
  fileTypeOf,
  type ItemLoss,
  lossesOf,
  writePart,
} from "./formats.ts";

/** Questions whose losses are shown. */
const SHOWN = 100;

const formatIn = (params: URLSearchParams): FormatName =>
  FORMATS.find((name) => name === params.get("formato")) ?? "gift";

/** What would be exported of a course that the viewer teaches, and what of it would be lost. */
export async function exportPage(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const chosen = await bankCourse(db, viewer, params);
  if (!chosen) return null;
  const { course } = chosen;
  const format = formatIn(params);
  const query = searchQuery(course.slug, readBankSearch(params));
  const losses: ItemLoss[] = [];
  const counts = { total: 0, losing: 0, written: 0 };
  for await (const items of foundItems(db, course.slug, readBankSearch(params))) {
    const lost = lossesOf(format, items);
    counts.total += items.length;
    counts.losing += lost.length;
    counts.written += items.length - lost.filter((each) => each.lost.includes("kind")).length;
    losses.push(...lost.slice(0, SHOWN - losses.length));
  }
  return {
    ...{ course, format, losses, ...counts },
    search: [...new URLSearchParams(query)] as [string, string][],
    query: `${query}&formato=${format}`,
  };
}

/** The file itself; null for a course that the viewer does not teach. */
export async function exportedFile(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const chosen = await bankCourse(db, viewer, params);
  if (!chosen) return null;
  const format = formatIn(params);
  const { extension, mediaType, head, tail } = fileTypeOf(format);
  let text = head;
  for await (const items of foundItems(db, chosen.course.slug, readBankSearch(params))) {
    text += writePart(format, items);
  }
  return { mediaType, name: `${chosen.course.slug}.${extension}`, text: text + tail };
}
