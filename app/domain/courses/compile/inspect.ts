import type { LessonSource, OutlineEntry, Variant } from "../lesson.ts";
import { attributeProblems, isSafeLink, type TagName, tagOf } from "../tags.ts";
import { lineOfNode, type TreeNode, textOf } from "./tree.ts";

/** A stretch of prose, for whom it is (null = everybody) and where it stands. */
export interface Prose {
  text: string;
  line: number;
  country: Exclude<Variant, ""> | null;
  /** Tags around, outermost first. */
  within: readonly TagName[];
  isHeading: boolean;
}

/** A tag as it was written. */
interface TagUse {
  name: TagName;
  attributes: Record<string, string>;
  line: number;
  country: Prose["country"];
}

/** What a lesson's text holds, found without running any of it. */
export interface Inspection {
  problems: { line: number; message: string }[];
  outline: (OutlineEntry & { line: number })[];
  tags: TagUse[];
  prose: Prose[];
  sources: LessonSource[];
}

/** Nodes of plain Markdown that a lesson may have. */
const MARKDOWN = new Set(
  `root yaml paragraph heading text emphasis strong list listItem link break thematicBreak
   blockquote table tableRow tableCell inlineCode code delete`.split(/\s+/),
);

const REFUSED: Record<string, string> = {
  mdxjsEsm: "import and export are not allowed",
  mdxFlowExpression: "{expressions} are not allowed; write \\{ for a brace",
  mdxTextExpression: "{expressions} are not allowed; write \\{ for a brace",
  image: "use <Figure src alt> for images",
  imageReference: "use <Figure src alt> for images",
  html: "raw HTML is not allowed",
  toml: "front matter is YAML, between lines of ---",
};

interface Place {
  country: Prose["country"];
  /** Tags around, outermost first. */
  within: readonly TagName[];
}

/**
 * Looks through a lesson's tree: refuses all that could be executed and all that
 * is not on the list of tags, and gathers what the page and the checks need.
 * Headings get their ids on the way.
 */
export function inspect(root: TreeNode): Inspection {
  const found: Inspection = { problems: [], outline: [], tags: [], prose: [], sources: [] };
  for (const child of root.children ?? []) visit(child, { country: null, within: [] }, found);
  return found;
}

function visit(node: TreeNode, place: Place, found: Inspection): void {
  const refuse = (message: string) => found.problems.push({ line: lineOfNode(node), message });
  if (node.type.startsWith("mdxJsx")) {
    visitTag(node, place, found);
    return;
  }
  if (!MARKDOWN.has(node.type)) {
    refuse(REFUSED[node.type] ?? `${node.type} is not allowed in a lesson`);
    return;
  }
  if (node.type === "link" && !isSafeLink(node.url ?? "")) {
    refuse(`the link "${node.url}" must be a whole https, mailto or tel address`);
  }
  if (node.type === "heading") visitHeading(node, place, found);
  if (node.type === "paragraph" || node.type === "heading") {
    const isHeading = node.type === "heading";
    found.prose.push({ text: textOf(node), line: lineOfNode(node), isHeading, ...place });
  }
  // A table is read in cells, not in sentences: links and tags inside are still looked at.
  const inside = node.type === "table" ? { ...found, prose: [] } : found;
  for (const child of node.children ?? []) visit(child, place, inside);
}

function visitHeading(node: TreeNode, { within }: Place, found: Inspection): void {
  const line = lineOfNode(node);
  if (node.depth !== 2 && node.depth !== 3) {
    found.problems.push({ line, message: "use headings of two or three #" });
  }
  const text = textOf(node);
  const id = uniqueId(
    fragmentOf(text),
    found.outline.map((entry) => entry.id),
  );
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
  if (node.depth === 2 && within.length === 0) found.outline.push({ id, text, line });
}

function visitTag(node: TreeNode, place: Place, found: Inspection): void {
  const line = lineOfNode(node);
  const refuse = (message: string) => found.problems.push({ line, message });
  const name = node.name as TagName;
  const tag = tagOf(node.name);
  if (!tag) {
    refuse(node.name ? `<${node.name}> is not a tag for lessons` : "write no <>…</>");
    return;
  }
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes ?? []) {
    if (attribute.type === "mdxJsxAttribute" && typeof attribute.value === "string") {
      attributes[attribute.name as string] = attribute.value;
    } else {
      refuse(`<${name}>: write attributes as name="text", without braces`);
    }
  }
  for (const message of attributeProblems(name, attributes)) refuse(message);
  if (tag.place !== "inline" && node.type === "mdxJsxTextElement") {
    refuse(`<${name}> goes on a line of its own, with a blank line after it`);
  }
  if (tag.place === "void" && (node.children?.length ?? 0) > 0) {
    refuse(`<${name}> closes itself: <${name} … />`);
  }
  for (const message of placeProblems(name, place)) refuse(message);
  found.tags.push({ name, attributes, line, country: place.country });
  if (name === "Source") found.sources.push(sourceOf(attributes));

  const country = name === "Country" ? (attributes.code as Prose["country"]) : place.country;
  const inside: Place = { country, within: [...place.within, name] };
  for (const child of node.children ?? []) visit(child, inside, found);
}

function placeProblems(name: TagName, { within }: Place): string[] {
  if (name === "Check" && within.length > 0) {
    return [`<Check> stands by itself, outside <${within[0]}>`];
  }
  if (name === "Step" && within.at(-1) !== "WorkedExample") {
    return ["<Step> goes inside <WorkedExample>"];
  }
  if (name === "Country" && within.includes("Country")) return ["<Country> inside <Country>"];
  return [];
}

function sourceOf({
  id = "",
  title = "",
  year = "",
  country = "",
  href,
  volatile,
}: Record<string, string>): LessonSource {
  return { id, title, year, country, href: href ?? null, volatile: volatile === "yes" };
}

/** The fragment of a heading: its words in lower case, without accents, joined by hyphens. */
function fragmentOf(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain || "parte";
}

function uniqueId(wanted: string, taken: readonly string[]): string {
  let id = wanted;
  for (let number = 2; taken.includes(id); number += 1) id = `${wanted}-${number}`;
  return id;
}
