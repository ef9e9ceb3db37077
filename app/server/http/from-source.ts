import type { Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Config } from "../config.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const app = join(project, "app");

/**
 * The site from its source (`npm run dev`): each request sees the files as they are,
 * and open pages load again when one changes. Styles change without that.
 */
export async function siteFromSource(server: Server, { dataDir }: Config) {
  const { createServer } = await import("vite");
  const vite = await createServer({
    configFile: join(project, "remix.config.js"),
    // The pages bring no package to the browser, so there is none to prepare.
    optimizeDeps: { noDiscovery: true },
    server: {
      middlewareMode: true,
      // Through the site's own port: the policy of its pages allows no other.
      hmr: { server, overlay: false },
      watch: { ignored: [`${dataDir}/**`, join(project, "build", "**")] },
    },
  });
  vite.watcher.on("change", (file) => {
    if (file.startsWith(app) && !file.endsWith(".scss")) vite.ws.send({ type: "full-reload" });
  });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    assets: vite.middlewares as unknown as RequestHandler,
    stylesheet: "/app/ui/styles/site.scss",
    close: () => vite.close(),
  };
}
