import type { Viewer } from "#app/domain/people/viewer.ts";
import type { Executor } from "#app/server/db.ts";
import { bankCourse } from "./bank-page.server.ts";
import { foundItems } from "./bank-queries.server.ts";
import { readBankSearch, searchQuery } from "./bank-search.ts";
import { FORMATS, type FormatName, fileTypeOf, lossesOf, writeItems } from "./formats.ts";

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
  const items = await foundItems(db, course.slug, readBankSearch(params));
  const losses = lossesOf(format, items);
  const out = losses.filter(({ lost }) => lost.includes("kind")).length;
  return {
    ...{ course, format, total: items.length, losing: losses.length },
    written: items.length - out,
    losses: losses.slice(0, SHOWN),
    search: [...new URLSearchParams(query)] as [string, string][],
    query: `${query}&formato=${format}`,
  };
}

/** The file itself; null for a course that the viewer does not teach. */
export async function exportedFile(db: Executor, viewer: Viewer, params: URLSearchParams) {
  const chosen = await bankCourse(db, viewer, params);
  if (!chosen) return null;
  const format = formatIn(params);
  const items = await foundItems(db, chosen.course.slug, readBankSearch(params));
  const { extension, mediaType } = fileTypeOf(format);
  const name = `${chosen.course.slug}.${extension}`;
  return { mediaType, name, text: writeItems(format, items) };
}
