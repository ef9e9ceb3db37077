import { toHtml } from "hast-util-to-html";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const reader = unified().use(remarkParse).use(remarkGfm);
const writer = unified().use(remarkRehype);

/** The HTML of Markdown of ours; raw HTML in it is dropped. */
export function markdownToHtml(source: string): string {
  return toHtml(writer.runSync(reader.parse(source)) as Parameters<typeof toHtml>[0]);
}
