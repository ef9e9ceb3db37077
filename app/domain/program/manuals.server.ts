import { toHtml } from "hast-util-to-html";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** The manuals in content/help, by file; read when the site is built. */
const sources = import.meta.glob<string>("/content/help/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The order in which they are offered; a file not named here comes last. */
const ORDER = ["funcionarios", "empleadores", "gestion", "operacion"];

export interface Manual {
  slug: string;
  title: string;
  /** First paragraph, plain. */
  summary: string;
  /** HTML without its title. Raw HTML of the source is dropped. */
  html: string;
}

const reader = unified().use(remarkParse).use(remarkGfm);
const writer = unified().use(remarkRehype);

/** Every manual, in order. */
export const manuals: readonly Manual[] = Object.entries(sources)
  .map(([file, source]) => manualOf(file.replace(/^.*\/|\.md$/g, ""), source))
  .sort((one, other) => place(one.slug) - place(other.slug));

/** The manual of that name, or null. */
export function manual(slug: string): Manual | null {
  return manuals.find((one) => one.slug === slug) ?? null;
}

function manualOf(slug: string, source: string): Manual {
  const [first = "", ...rest] = source.trim().split("\n");
  const body = rest.join("\n").trim();
  const [summary = ""] = body.split(/\n\n/);
  return {
    slug,
    title: first.replace(/^# /, ""),
    summary: summary.replace(/\s+/g, " "),
    html: toHtml(writer.runSync(reader.parse(body)) as Parameters<typeof toHtml>[0]),
  };
}

function place(slug: string): number {
  const index = ORDER.indexOf(slug);
  return index < 0 ? ORDER.length : index;
}
