import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { jsonLines, lineOf, lineOfSyntaxError } from "./json-lines.ts";
import { CourseManifest, lessonsOf } from "./manifest.ts";
import type { ContentProblem } from "./problem.ts";

/** A course's folder, read: everything it is made of, nothing judged but `course.json`. */
export interface CourseSource {
  slug: string;
  manifest: CourseManifest;
  /** Text of `course.json`, for the lines of messages. */
  manifestText: string;
  /** Bytes of every file of the folder, by path within it. */
  files: ReadonlyMap<string, Buffer>;
  /** SHA-256 over paths and bytes. */
  contentHash: string;
}

export type ReadCourse =
  | { ok: true; source: CourseSource }
  | { ok: false; slug: string; problems: ContentProblem[] };

/** Folders that hold courses, in order. Throws when the folder of courses is not there. */
export async function courseFolders(folder: string): Promise<string[]> {
  if (!existsSync(folder)) throw new Error(`There is no folder of courses at ${folder}`);
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

/** Reads one course. What is wrong in its `course.json` is told with its lines. */
export async function readCourse(folder: string, slug: string): Promise<ReadCourse> {
  const files = await readFiles(join(folder, slug));
  const fail = (...found: { path: string; line: number; message: string }[]): ReadCourse => ({
    ok: false,
    slug,
    problems: found.map(({ path, line, message }) => ({ file: `${slug}/${path}`, line, message })),
  });
  const bytes = files.get("course.json");
  if (!bytes) return fail({ path: "course.json", line: 1, message: "there is no such file" });
  const manifestText = bytes.toString("utf8");
  let given: unknown;
  try {
    given = JSON.parse(manifestText);
  } catch (error) {
    const line = lineOfSyntaxError(manifestText, error);
    return fail({ path: "course.json", line, message: `not JSON: ${(error as Error).message}` });
  }
  const parsed = CourseManifest.safeParse(given);
  const problems = parsed.success
    ? contradictions(parsed.data, slug, files)
    : parsed.error.issues.map((issue) => ({
        path: issue.path,
        message: `${issue.path.join(".")}: ${issue.message}`,
      }));
  if (problems.length > 0 || !parsed.success) {
    const lines = jsonLines(manifestText);
    return fail(
      ...problems.map(({ path, message }) => ({
        path: "course.json",
        line: lineOf(lines, path),
        message,
      })),
    );
  }
  return {
    ok: true,
    source: { slug, manifest: parsed.data, manifestText, files, contentHash: hashOf(files) },
  };
}

/** An exam's id is what attempts are counted by: it belongs to one course. `owner` = another that has it. */
export function examOfAnother(
  { slug, manifest: { exam }, manifestText }: CourseSource,
  owner: string | undefined,
): ContentProblem[] {
  if (!exam || owner === undefined) return [];
  const line = lineOf(jsonLines(manifestText), ["exam", "id"]);
  const message = `${exam.id}: the exam of ${owner} has the same id`;
  return [{ file: `${slug}/course.json`, line, message }];
}

/** Path of a lesson's text within its course. */
const lessonPath = (manifest: CourseManifest, lessonId: string): string =>
  `${manifest.language}/${lessonId}.mdx`;

interface Contradiction {
  path: PropertyKey[];
  message: string;
}

/** What each field allows and the whole does not. */
function contradictions(
  manifest: CourseManifest,
  slug: string,
  files: ReadonlyMap<string, Buffer>,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (manifest.slug !== slug) {
    found.push({ path: ["slug"], message: `slug: its folder is called ${slug}` });
  }
  const objectives = new Set(manifest.objectives.map(({ id }) => id));
  const modulesOf = manifest.modules.flatMap((module, m) =>
    module.lessons.map(({ id }, l) => ({ id, path: ["modules", m, "lessons", l, "id"] })),
  );
  for (const [m, { lessons }] of manifest.modules.entries()) {
    for (const [l, { id, countries = [] }] of lessons.entries()) {
      if (countries.every((code) => manifest.countries.includes(code))) continue;
      const message = `${id}: the course is not for ${countries.join(", ")}`;
      found.push({ path: ["modules", m, "lessons", l, "countries"], message });
    }
  }
  for (const { id, path } of modulesOf) {
    const file = lessonPath(manifest, id);
    if (!files.has(file)) found.push({ path, message: `${id}: there is no ${file}` });
  }
  found.push(
    ...repeated(modulesOf, "lesson"),
    ...repeated(
      manifest.modules.map(({ id }, m) => ({ id, path: ["modules", m, "id"] })),
      "module",
    ),
    ...repeated(
      manifest.objectives.map(({ id }, o) => ({ id, path: ["objectives", o, "id"] })),
      "objective",
    ),
    ...(manifest.exam?.blueprint ?? []).flatMap(({ objective }, index) =>
      objectives.has(objective)
        ? []
        : {
            path: ["exam", "blueprint", index, "objective"],
            message: `${objective}: no objective has this id`,
          },
    ),
  );
  return found;
}

function repeated(ids: { id: string; path: PropertyKey[] }[], noun: string): Contradiction[] {
  const seen = new Set<string>();
  return ids.flatMap(({ id, path }) => {
    if (seen.has(id)) return { path, message: `${id}: another ${noun} has the same id` };
    seen.add(id);
    return [];
  });
}

async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const read = await Promise.all(
    paths.map(
      async (path): Promise<[string, Buffer]> => [path, await readFile(join(folder, path))],
    ),
  );
  return new Map(read);
}

function hashOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}

/** Every lesson's place and text, in order. */
export function lessonSources({ slug, manifest, files }: CourseSource) {
  return lessonsOf(manifest).map((entry) => {
    const path = lessonPath(manifest, entry.id);
    return { entry, file: `${slug}/${path}`, text: files.get(path)?.toString("utf8") ?? "" };
  });
}
