import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The tags ready to render, and the hash of what they are made of. */
export interface TagsBundle {
  hash: string;
  render(content: unknown, surroundings: TagSurroundings): string;
}

/** `Surroundings` of app/ui/lesson, as data. */
interface TagSurroundings {
  labels: unknown;
  country: string;
  asset(path: string): { url: string; width?: number; height?: number; kilobytes: number };
}

const require = createRequire(import.meta.url);
const entry = fileURLToPath(new URL("../../../ui/lesson/tags.tsx", import.meta.url));

let bundle: Promise<TagsBundle> | undefined;

/** Bundles the tags of app/ui/lesson once a process: Node by itself does not read .tsx. */
export function tagsBundle(): Promise<TagsBundle> {
  bundle ??= bundleTags();
  return bundle;
}

async function bundleTags(): Promise<TagsBundle> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    jsx: "automatic",
    jsxDev: false,
    external: ["react", "react/*", "react-dom/*"],
    logLevel: "silent",
  });
  const code = outputFiles[0]?.text ?? "";
  const module = { exports: {} as { renderLesson: TagsBundle["render"] } };
  new Function("require", "module", "exports", code)(require, module, module.exports);
  return {
    hash: createHash("sha256").update(code).digest("hex"),
    render: module.exports.renderLesson,
  };
}
