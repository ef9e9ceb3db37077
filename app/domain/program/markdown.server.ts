import { toHtml } from "hast-util-to-html";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const reader = unified().use(remarkParse).use(remarkGfm);
const writer = unified().use(remarkRehype);

/** The HTML of Markdown of ours, its pictures loaded when they are reached; raw HTML is dropped. */
export function markdownToHtml(source: string): string {
  const html = toHtml(writer.runSync(reader.parse(source)) as Parameters<typeof toHtml>[0]);
  return html.replaceAll("<img ", '<img loading="lazy" ');
}
