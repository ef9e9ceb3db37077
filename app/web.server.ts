import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { createOutside } from "./domain/credentials/outside.server.ts";
import { startProofs } from "./domain/credentials/proofs.server.ts";
import { startUploads } from "./domain/credentials/uploads.server.ts";
import { publicPages } from "./public-pages.ts";
import { readConfig, settleLibraries } from "./server/config.ts";
import { connect } from "./server/db.ts";
import { createSite } from "./server/http/app.ts";
import { builtStylesheet, serveAssets } from "./server/http/assets.ts";
import { siteFromSource } from "./server/http/from-source.ts";
import { createLogger } from "./server/log.ts";
import { loadSecret } from "./server/secret.ts";
import { onStop, readyToServe } from "./server/supervise/child.ts";

const config = readConfig();
settleLibraries(config);
const log = createLogger(config.logLevel, "web");
if (!config.databaseUrl)
  throw new Error("DATABASE_URL is needed here; npm start gives the embedded one");
const db = connect(config.databaseUrl, { max: config.databasePool });

// One, for a short while: only what somebody sends needs it, and a thread takes 60 MB.
const proofs = startProofs({ threads: 1, idle: 10_000 });
const uploads = startUploads();

const server = createServer();
const { build, assets, stylesheet, close }: Site = config.development
  ? await siteFromSource(server, config)
  : await production();
const app = createSite({
  services: {
    db,
    config,
    log,
    secret: loadSecret(config),
    given: { uploads, proofs, outside: createOutside() },
  },
  build,
  assets,
  stylesheet,
  pages: config.development ? [] : publicPages,
  listeningOrigin: () => config.publicUrl ?? `http://${config.host}:${port()}`,
});

server.on("request", app);
server.listen(config.port, config.host, () => {
  log.info({ code: "listening", port: port() }, "listening");
  readyToServe(port());
});
server.keepAliveTimeout = 65_000;
server.on("error", (error: NodeJS.ErrnoException) => {
  const taken = error.code === "EADDRINUSE";
  log.fatal(
    { code: taken ? "port-taken" : "listen-failed", port: config.port, host: config.host },
    taken ? `port ${config.port} is taken: stop what uses it, or set PORT` : error.message,
  );
  process.exit(taken ? 98 : 1);
});

onStop(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await close?.();
  await closed;
  await Promise.all([proofs.close(), uploads.close()]);
  await db.close();
});

function port(): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : config.port;
}

interface Site {
  build: ServerBuild | (() => Promise<ServerBuild>);
  assets: RequestHandler;
  stylesheet: string | null;
  close?: () => Promise<void>;
}

async function production(): Promise<Site> {
  const folder = new URL("../build/", import.meta.url);
  const build = await import(new URL("server/index.js", folder).href);
  const client = new URL("client", folder).pathname;
  return { build, assets: serveAssets(client), stylesheet: builtStylesheet(client) };
}
