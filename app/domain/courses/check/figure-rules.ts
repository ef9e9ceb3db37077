import type { Inspection } from "../compile/inspect.ts";
import type { LessonFinding } from "./lesson-rules.ts";

/** What a figure is held to: it is read on a phone of 360 px, by day and by night, or heard. */
const FIGURE_LIMITS = { width: 360, fontSize: 13, altWords: 8 } as const;

/** What is wrong with the figures of a lesson; `files` are those of its course. */
export function figureFindings(
  { tags }: Inspection,
  files: ReadonlyMap<string, Buffer>,
): LessonFinding[] {
  return tags.flatMap(({ name, attributes, line }) => {
    if (name !== "Figure") return [];
    const { src = "", alt = "" } = attributes;
    const messages =
      alt.split(/\s+/).length < FIGURE_LIMITS.altWords ? ["its alt is too short"] : [];
    if (src.endsWith(".svg")) messages.push(...svgFindings(files.get(src)?.toString("utf8") ?? ""));
    return messages.map((message) => ({ line, message: `${src}: ${message}` }));
  });
}

function svgFindings(svg: string): string[] {
  const { width, fontSize } = FIGURE_LIMITS;
  const [, drawn] = /viewBox="0 0 ([\d.]+) [\d.]+"/.exec(svg) ?? [];
  const sizes = [...svg.matchAll(/font-size[=:]\s*"?([\d.]+)/g)].map(([, size]) => Number(size));
  const smallest = Math.min(...sizes);
  return [
    ...(Number(drawn) <= width ? [] : [`viewBox is not at most ${width} wide`]),
    ...(smallest >= fontSize ? [] : [`text of ${smallest}, at least ${fontSize}`]),
    ...(/prefers-color-scheme:\s*dark/.test(svg) ? [] : ["it has no colours for the dark"]),
    ...(/<title/.test(svg) ? [] : ["it has no <title>"]),
    ...(/<(?:image|script|foreignObject)\b|https?:(?!\/\/www\.w3\.org\/)/.test(svg)
      ? ["it is not drawn in itself alone"]
      : []),
  ];
}
