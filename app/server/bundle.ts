import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { mendedPostgres } from "./mended-postgres.ts";

/**
 * Makes one file of each way in, types stripped. A process made of a thousand files
 * spends a second and a hundred megabytes on reading them, most of it on drizzle-orm,
 * whose package has an entry for each of its files. The driver is inside to be mended; the other
 * packages stay outside.
 */
export async function bundleProcesses(sources: readonly string[], outdir: string): Promise<void> {
  await build({
    entryPoints: [...sources],
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    keepNames: true,
    logLevel: "silent",
    plugins: [outsidePackages, ownPlaces(outdir), mendedPostgres],
  });
}

/** What node resolves by itself, except drizzle-orm and the driver. */
const outsidePackages: Plugin = {
  name: "outside-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === "entry-point" || /^(drizzle-orm|postgres)(\/|$)/.test(path)
        ? null
        : { path, external: true },
    );
  },
};

/** A module asks where it is to find files beside it: the answer stays the source's place. */
const ownPlaces = (outdir: string): Plugin => ({
  name: "own-places",
  setup({ onLoad }) {
    onLoad({ filter: /\/app\/.*\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const place = relative(pathToFileURL(`${outdir}/`).pathname, pathToFileURL(path).pathname);
      const contents = source.replaceAll(
        "import.meta.url",
        `new URL(${JSON.stringify(place)}, import.meta.url).href`,
      );
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
});
