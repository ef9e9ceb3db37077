import { gzipSync } from "node:zlib";
import type {
  CompiledLesson,
  LessonFile,
  LessonReading,
  LessonVariant,
  Segment,
  Variant,
} from "../lesson.ts";
import type { ContentProblem } from "../problem.ts";
import { readability } from "../readability.ts";
import type { AssetTable } from "./assets.server.ts";
import { executeLesson } from "./execute.server.ts";
import { FrontMatter, frontMatterProblem, lineOfField } from "./front-matter.ts";
import type { Inspection, Prose } from "./inspect.ts";
import type { TagsBundle } from "./tags-bundle.server.ts";

export interface LessonSource {
  /** Path from the folder of courses, for messages. */
  file: string;
  text: string;
}

export interface CompileSettings {
  tags: TagsBundle;
  /** Words around the tags, in the lesson's language. */
  labels: unknown;
  /** Figures and sheets of the course, by path. */
  assets: AssetTable;
}

export type Compiled =
  | { ok: true; lesson: CompiledLesson; inspection: Inspection }
  | { ok: false; problems: ContentProblem[] };

/**
 * Compiles a lesson's source: every variant's HTML cut at its questions, with
 * outline, reading and weight. All its problems are told, with their lines.
 */
export async function compileLesson(
  { file, text }: LessonSource,
  settings: CompileSettings,
): Promise<Compiled> {
  const fail = (problems: { line: number; message: string }[]): Compiled => ({
    ok: false,
    problems: problems.map((problem) => ({ file, ...problem })),
  });
  const unsafe = frontMatterProblem(text);
  if (unsafe) return fail([{ line: 1, message: unsafe }]);
  const executed = await executeLesson(text);
  if (!executed.ok) return fail(executed.problems);

  const { inspection, content } = executed;
  const matter = FrontMatter.safeParse(executed.frontMatter);
  const problems = [
    ...(matter.error?.issues ?? []).map((issue) => ({
      line: lineOfField(text, issue.path[0]),
      message: `${issue.path.join(".") || "front matter"}: ${issue.message}`,
    })),
    ...missingAssets(inspection, settings.assets),
  ];
  if (problems.length > 0 || !matter.success) return fail(problems);

  const variants: CompiledLesson["variants"] = {};
  for (const country of countriesOf(inspection)) {
    const html = settings.tags.render(content, {
      labels: settings.labels,
      country,
      asset: (path) => settings.assets.place(path),
    });
    variants[country] = measure(html, readingOf(inspection.prose, country));
  }
  const lesson: CompiledLesson = {
    ...matter.data,
    outline: inspection.outline.map(({ id, text: heading }) => ({ id, text: heading })),
    checks: inspection.tags.flatMap(({ name, attributes }) =>
      name === "Check" ? [attributes.item ?? ""] : [],
    ),
    sources: inspection.sources,
    files: filesOf(inspection, settings.assets),
    variants,
  };
  return { ok: true, lesson, inspection };
}

/** Without parts for a country there is one variant, everybody's. */
function countriesOf({ tags }: Inspection): readonly Variant[] {
  return tags.some(({ name }) => name === "Country") ? ["GT", "CL", ""] : [""];
}

function measure(html: string, reading: LessonReading): LessonVariant {
  return {
    segments: segmentsOf(html),
    bytes: Buffer.byteLength(html),
    gzipBytes: gzipSync(html, { level: 6 }).length,
    reading,
  };
}

/** Cuts the HTML at the marks of its questions. */
function segmentsOf(html: string): Segment[] {
  return html
    .split(/<x-check data-item="([^"]*)"><\/x-check>/)
    .map((part, index): Segment => (index % 2 === 0 ? { html: part.trim() } : { check: part }))
    .filter((segment) => "check" in segment || segment.html !== "");
}

/** How the text reads for an official of that country. */
function readingOf(prose: readonly Prose[], country: Variant): LessonReading {
  const read = prose.filter((part) => country === "" || !part.country || part.country === country);
  const { words, sentences, inflesz, longest } = readability(read.map(({ text }) => text));
  const line = read.find(({ text }) => text.includes(longest.text.slice(0, 40)))?.line ?? 1;
  return { words, sentences, inflesz, longestSentence: { ...longest, line } };
}

type AssetUse = Pick<LessonFile, "path" | "kind"> & { line: number };

function pathsOf({ tags }: Inspection): AssetUse[] {
  return tags.flatMap(({ name, attributes, line }): AssetUse[] => {
    if (name === "Figure") return [{ path: attributes.src ?? "", line, kind: "figure" }];
    if (name === "Activity" && attributes.sheet) {
      return [{ path: attributes.sheet, line, kind: "sheet" }];
    }
    return [];
  });
}

function missingAssets(inspection: Inspection, assets: AssetTable) {
  return pathsOf(inspection).flatMap(({ path, line }) => {
    const problem = assets.problemOf(path);
    return problem ? [{ line, message: `${path}: ${problem}` }] : [];
  });
}

function filesOf(inspection: Inspection, assets: AssetTable): LessonFile[] {
  const used = new Map(pathsOf(inspection).map(({ path, kind }) => [path, kind]));
  return [...used].map(([path, kind]) => ({ path, kind, ...assets.fileOf(path) }));
}
