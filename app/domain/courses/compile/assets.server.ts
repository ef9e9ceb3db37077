import { createHash } from "node:crypto";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { paths } from "#app/paths.ts";
import { imageSize } from "./image-size.ts";
import { sheetFile } from "./sheet.server.ts";

/** A figure or a sheet as it is served. */
export interface AssetFile {
  hash: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
  width?: number;
  height?: number;
}

const IMAGE_TYPES: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
};

/** What in an SVG runs, or reaches outside of it: addresses other than its own fragments, entities. */
const OUTWARD =
  /<\w*:?(script|foreignObject)|<!(DOCTYPE|ENTITY)|[\s"'/]on\w+\s*=|(href|src)\s*=\s*["']?(?!["'#])|url\(\s*["']?(?!["'#])|@import/i;

/** Paths of figures and sheets that a lesson's source names. */
export const pathsNamedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?:figures|sheets)\/[\w.-]+/g)].map(([path]) => path)),
];

/** The figures and sheets of one course by their path in its folder, made ready when asked. */
export class AssetTable {
  readonly #sources: ReadonlyMap<string, Buffer>;
  readonly #files = new Map<string, AssetFile | { problem: string; line: number }>();

  constructor(sources: ReadonlyMap<string, Buffer>) {
    this.#sources = sources;
  }

  /** Makes ready those of the paths that are there; a workbook takes some milliseconds. */
  async prepare(paths: Iterable<string>): Promise<void> {
    await Promise.all(
      [...new Set(paths)].map(async (path) => {
        const bytes = this.#sources.get(path);
        if (bytes && !this.#files.has(path)) this.#files.set(path, await prepare(path, bytes));
      }),
    );
  }

  /** Why a path cannot be used, or null. */
  problemOf(path: string): string | null {
    const file = this.#files.get(path);
    if (!file) return "there is no such file";
    return "problem" in file ? file.problem : null;
  }

  fileOf(path: string): { hash: string; name: string; mediaType: string; size: number } {
    const { hash, name, mediaType, bytes } = this.ready(path);
    const size = mediaType === "image/svg+xml" ? gzipSync(bytes).length : bytes.length;
    return { hash, name, mediaType, size };
  }

  /** What a tag needs to show it. */
  place(path: string) {
    const { hash, name, bytes, width, height } = this.ready(path);
    const kilobytes = Math.max(1, Math.round(bytes.length / 1024));
    return { url: paths.file(hash, name), width, height, kilobytes };
  }

  ready(path: string): AssetFile {
    const file = this.#files.get(path);
    if (!file || "problem" in file) throw new Error(`No asset ${path}`);
    return file;
  }
}

async function prepare(path: string, bytes: Buffer) {
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? "";
  if (path.startsWith("sheets/")) {
    const sheet = await sheetFile(bytes.toString("utf8"));
    return sheet.ok ? named(sheet.name, sheet.mediaType, sheet.bytes) : sheet;
  }
  const mediaType = IMAGE_TYPES[extension];
  if (!mediaType) return { problem: "a figure is .svg, .png or .jpg", line: 1 };
  if (extension === ".svg" && OUTWARD.test(bytes.toString("utf8"))) {
    return { problem: "an SVG has no scripts and refers to nothing outside itself", line: 1 };
  }
  const size = imageSize(bytes);
  if (!size) return { problem: "its size cannot be read (an SVG needs a viewBox)", line: 1 };
  return { ...named(basename(path), mediaType, bytes), ...size };
}

function named(name: string, mediaType: string, bytes: Buffer): AssetFile {
  return { name, mediaType, bytes, hash: createHash("sha256").update(bytes).digest("hex") };
}
