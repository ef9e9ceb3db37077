import { bundleMDX } from "mdx-bundler";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import { type Inspection, inspect } from "./inspect.ts";
import type { TreeNode } from "./tree.ts";

/** A lesson's component with what was found in its text; or where it could not be read. */
export type Executed =
  | { ok: true; content: unknown; frontMatter: Record<string, unknown>; inspection: Inspection }
  | { ok: false; problems: { line: number; message: string }[] };

/**
 * Turns a lesson's source into a component. mdx-bundler executes what it
 * compiles, so the tree is inspected in between: a source with anything that is
 * not prose, or a tag of the list with plain attributes, never becomes code.
 * The caller has made sure that the front matter is YAML.
 */
export async function executeLesson(source: string): Promise<Executed> {
  let inspection: Inspection | undefined;
  const inspector = () => (tree: TreeNode) => {
    inspection = inspect(tree);
    if (inspection.problems.length > 0) throw new Error("refused");
  };
  try {
    const { code, frontmatter } = await bundleMDX({
      source,
      grayMatterOptions: (options) => ({
        ...options,
        engines: { js: refuse, javascript: refuse, json: refuse },
      }),
      mdxOptions(options) {
        const [frontMatterOnly] = options.remarkPlugins ?? [];
        // biome-ignore lint/suspicious/noExplicitAny: a plugin over our own shape of the tree
        options.remarkPlugins = [frontMatterOnly as any, remarkGfm, inspector as any];
        return options;
      },
      esbuildOptions: (options) => ({ ...options, minify: false, logLevel: "silent" }),
    });
    if (!inspection || inspection.problems.length > 0) throw new Error("not inspected");
    return { ok: true, content: componentOf(code), frontMatter: frontmatter, inspection };
  } catch (error) {
    if (inspection && inspection.problems.length > 0) {
      return { ok: false, problems: inspection.problems };
    }
    return { ok: false, problems: placesIn(error) };
  }
}

/** The code is ours: the compiler's output for a tree that passed inspection. */
function componentOf(code: string): unknown {
  const made = new Function("React", "_jsx_runtime", code)(React, jsxRuntime);
  return made.default;
}

function refuse(): never {
  throw new Error("front matter is YAML, between lines of ---");
}

interface Located {
  errors?: {
    text: string;
    location: { line: number } | null;
    detail?: { cause?: { reason?: string; line?: number } };
  }[];
  mark?: { line: number };
  message?: string;
  reason?: string;
}

/** Where the reader of MDX, or the reader of YAML (which counts from zero), stopped. */
function placesIn(error: unknown): { line: number; message: string }[] {
  const { errors, mark, reason, message } = error as Located;
  if (errors && errors.length > 0) {
    return errors.map(({ text, location, detail }) => {
      const said = detail?.cause?.reason ?? text.replace(/^\[plugin [^\]]*\]\s*/, "");
      const line = detail?.cause?.line ?? (location?.line || lineInWords(said));
      return { line, message: said };
    });
  }
  if (mark) return [{ line: mark.line + 1, message: reason ?? message ?? "YAML" }];
  return [{ line: 1, message: message ?? String(error) }];
}

/** "Expected a closing tag for `<Note>` (5:1-5:7)": some say the place only so. */
function lineInWords(message: string): number {
  return Number(/\((\d+):\d+-\d+:\d+\)/.exec(message)?.[1] ?? 1);
}
