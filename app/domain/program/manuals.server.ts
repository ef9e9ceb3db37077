/** The manuals in content/help, by file; read when the site is built. */
const sources = import.meta.glob<string>("/content/help/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The order in which they are offered; a file not named here comes last. */
const ORDER = [
  "funcionarios",
  "formadores",
  "coordinadores",
  "directores",
  "empleadores",
  "operacion",
];

export interface Manual {
  slug: string;
  title: string;
  /** First paragraph, plain. */
  summary: string;
  /** Markdown without its title. */
  body: string;
}

/** Every manual, in order. */
export const manuals: readonly Manual[] = Object.entries(sources)
  .map(([file, source]) => manualOf(file.replace(/^.*\/|\.md$/g, ""), source))
  .sort((one, other) => place(one.slug) - place(other.slug));

/** The manual of that name with its HTML, or null. */
export async function manual(slug: string): Promise<(Manual & { html: string }) | null> {
  const found = manuals.find((one) => one.slug === slug);
  if (!found) return null;
  const { markdownToHtml } = await import("./markdown.server.ts");
  return { ...found, html: markdownToHtml(found.body) };
}

function manualOf(slug: string, source: string): Manual {
  const [first = "", ...rest] = source.trim().split("\n");
  const body = rest.join("\n").trim();
  const [summary = ""] = body.split(/\n\n/);
  return {
    slug,
    title: first.replace(/^# /, ""),
    summary: summary.replace(/\s+/g, " "),
    body,
  };
}

function place(slug: string): number {
  const index = ORDER.indexOf(slug);
  return index < 0 ? ORDER.length : index;
}
