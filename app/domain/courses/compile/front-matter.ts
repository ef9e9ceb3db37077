import { z } from "zod";
import { Slug } from "../manifest.ts";

/** The YAML at the top of a lesson. */
export const FrontMatter = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  objective: Slug,
  /** The one task for Monday, in a sentence. */
  monday: z.string().min(1),
  minutes: z.int().min(1).max(240),
  /** What it is about, in a sentence or two. */
  summary: z.string().min(1).optional(),
  /** So that an English reader can find the way; the lesson itself is in its own language. */
  english: z
    .strictObject({
      title: z.string().min(1),
      objective: z.string().min(1),
      summary: z.string().min(1),
    })
    .optional(),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

/**
 * Why a source's front matter cannot be read safely, or null. Only YAML between
 * bare `---` lines: `---js` would be executed by the reader of front matter.
 */
export function frontMatterProblem(source: string): string | null {
  if (!/^---[ \t]*\r?\n/.test(source)) {
    return "a lesson begins with a line of --- and YAML, and nothing after the ---";
  }
  if (!/^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/.test(source)) {
    return "the front matter has no closing line of ---";
  }
  return null;
}

/** The line of a field of the front matter. */
export function lineOfField(source: string, field: PropertyKey | undefined): number {
  const line = source
    .split("\n")
    .findIndex((text) => field !== undefined && text.startsWith(`${String(field)}:`));
  return line < 0 ? 1 : line + 1;
}
