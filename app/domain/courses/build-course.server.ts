import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { AssetTable, pathsNamedIn } from "./compile/assets.server.ts";
import { compileLesson, type LessonSource } from "./compile/compile-lesson.server.ts";
import type { Inspection } from "./compile/inspect.ts";
import { tagsBundle } from "./compile/tags-bundle.server.ts";
import type { CompiledLesson } from "./lesson.ts";
import type { ContentProblem } from "./problem.ts";
import { type CourseSource, lessonSources } from "./source.server.ts";
import en from "./strings/en.json" with { type: "json" };
import es from "./strings/es.json" with { type: "json" };

/** Raised by hand when this room compiles differently from the same source and tags. */
const COMPILER = "2";

const LABELS = { es: es.tags, en: en.tags };

/** A lesson of a course with the key of its compilation. */
export interface KeyedLesson {
  lessonId: string;
  /** Hash of source, figures, tags, their words and compiler. */
  key: string;
  source: LessonSource;
}

/** A course made ready for compiling: its figures and sheets, its lessons with their keys. */
export interface PreparedCourse {
  source: CourseSource;
  assets: AssetTable;
  lessons: KeyedLesson[];
}

export async function prepareCourse(source: CourseSource): Promise<PreparedCourse> {
  const assets = new AssetTable(source.files);
  const { hash: tagsHash } = await tagsBundle();
  const around = [COMPILER, tagsHash, JSON.stringify(LABELS[source.manifest.language])];
  const lessons = lessonSources(source).map(({ entry, file, text }) => ({
    lessonId: entry.id,
    key: keyOf([...around, entry.id, text, ...assetHashes(text, source.files)]),
    source: { file, text },
  }));
  return { source, assets, lessons };
}

export type CompiledCourse = {
  lessons: Map<string, { lesson: CompiledLesson; inspection: Inspection }>;
  problems: ContentProblem[];
};

/** Compiles the given lessons of a course, several at a time. */
export async function compileCourse(
  { source, assets }: PreparedCourse,
  lessons: readonly KeyedLesson[],
): Promise<CompiledCourse> {
  const tags = await tagsBundle();
  const labels = LABELS[source.manifest.language];
  const compiled: CompiledCourse = { lessons: new Map(), problems: [] };
  await assets.prepare(lessons.flatMap(({ source: { text } }) => pathsNamedIn(text)));
  const waiting = [...lessons];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await compileLesson(next.source, { tags, labels, assets });
      if (!outcome.ok) compiled.problems.push(...outcome.problems);
      else {
        compiled.lessons.set(next.lessonId, outcome);
        compiled.problems.push(...misplaced(next, outcome, source));
      }
    }
  };
  // Two for each core: one waits for esbuild, a process of its own, while another renders.
  await Promise.all(Array.from({ length: availableParallelism() * 2 }, work));
  return compiled;
}

/** What a lesson says of itself and the course does not. */
function misplaced(
  { lessonId, source: { file } }: KeyedLesson,
  { lesson }: { lesson: CompiledLesson },
  { manifest }: CourseSource,
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (lesson.id !== lessonId) {
    problems.push({ file, line: 1, message: `id: the file is called ${lessonId}` });
  }
  if (!manifest.objectives.some(({ id }) => id === lesson.objective)) {
    const message = `objective: course.json has no objective ${lesson.objective}`;
    problems.push({ file, line: 1, message });
  }
  return problems;
}

/** Bytes of what the lesson names, so that a changed figure compiles it again. */
function assetHashes(text: string, files: ReadonlyMap<string, Buffer>): string[] {
  return pathsNamedIn(text).map((path) =>
    createHash("sha256")
      .update(files.get(path) ?? "missing")
      .digest("hex"),
  );
}

function keyOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}\0${part}`);
  return hash.digest("hex");
}
