import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { CourseReport } from "#app/domain/courses/sync.server.ts";
import { syncCourses } from "#app/domain/courses/sync.server.ts";
import { syncPorts } from "#app/operator/content-sync.ts";
import type { Database } from "#app/server/db.ts";

const fixture = fileURLToPath(new URL("course-fixture", import.meta.url));

/** The small course of the tests: three lessons, three questions in them, an exam of two. */
export const COURSE = "agua-segura";
export const LESSONS = ["leer-un-medidor", "calcular-el-consumo", "avisar-de-un-corte"] as const;

/** A copy of the folder of courses, to be changed at will; removed after the file. */
export interface ContentFolder {
  path: string;
  read(file: string): string;
  write(file: string, text: string | Buffer): void;
  /** Replaces the first occurrence; throws if the text is not there. */
  replace(file: string, text: string, by: string): void;
  remove(file: string): void;
  /** Adds a copy of the course under another name. */
  copyAs(slug: string, examId: string): void;
  sync(db: Database): Promise<CourseReport[]>;
}

/** Folders to remove when the file's tests have ended, also those made inside a test. */
const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** The fixture course in a folder of its own. */
export function contentFolder(): ContentFolder {
  const path = mkdtempSync(join(tmpdir(), "cabildo-content-"));
  cpSync(fixture, path, { recursive: true });
  made.push(path);
  const at = (file: string) => join(path, COURSE, file);
  const read = (file: string) => readFileSync(at(file), "utf8");
  return {
    path,
    read,
    write: (file, text) => writeFileSync(at(file), text),
    replace(file, text, by) {
      const before = read(file);
      if (!before.includes(text)) throw new Error(`${file} does not say ${text}`);
      writeFileSync(at(file), before.replace(text, by));
    },
    remove: (file) =>
      rmSync(file === "" ? dirname(at("course.json")) : at(file), { recursive: true }),
    copyAs(slug, examId) {
      cpSync(join(path, COURSE), join(path, slug), { recursive: true });
      const file = join(path, slug, "course.json");
      const manifest = readFileSync(file, "utf8");
      writeFileSync(file, manifest.replace(COURSE, slug).replace('"final"', `"${examId}"`));
    },
    sync: (db) => syncCourses(db, path, syncPorts),
  };
}

/** The fixture course, synced into the database. */
export async function syncedCourse(db: Database): Promise<ContentFolder> {
  const folder = contentFolder();
  const [report] = await folder.sync(db);
  if (report?.outcome !== "publish") throw new Error(JSON.stringify(report));
  return folder;
}
