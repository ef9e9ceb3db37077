import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/node";
import express, { type Express, type Request, type RequestHandler } from "express";
import { readWhole, send, toWebRequest, toWebResponse } from "./adapter.ts";
import { noRoom, readBody, tooLarge } from "./body.ts";
import { createContext, type Services } from "./context.ts";
import { readCookies, SESSION_COOKIE } from "./cookies.ts";
import { DATABASE_GONE, isDatabaseGone } from "./database-gone.ts";
import { busy, createGate } from "./gate.ts";
import { health } from "./health.ts";
import { negotiateFormats } from "./negotiate.ts";
import { createPlainPage } from "./plain-page.ts";
import { createPublicPages, type PublicPage } from "./public-pages.ts";
import { createRemixHandler } from "./remix-handler.ts";
import { isCrossSite, securityHeaders } from "./security.ts";
import { createUploadRoom } from "./upload-room.ts";

const databaseGone = Symbol("database-gone");

/**
 * Requests with files to keep that work at once, and milliseconds that one waits for its turn:
 * a file of 10 MB takes some 150 MB while it is read from its form and written to the database.
 */
const FILES_AT_ONCE = 1;
const FILES_PATIENCE = 10_000;

/** Seconds that a person is asked to wait when every turn is taken. */
const RETRY_AFTER = 2;

export interface SiteOptions {
  services: Services;
  /** The Remix build, or how to load it anew (development). */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Pages kept rendered for people without a session. */
  pages: readonly PublicPage[];
  /** Serves the client files. */
  assets: RequestHandler;
  /** Address of the site's stylesheet, if there is one. */
  stylesheet: string | null;
  /** Origin this process listens on, for a request without a usable Host. */
  listeningOrigin: () => string;
}

/** The site as an Express application: plumbing here, pages in Remix. */
export function createSite({
  services,
  build,
  pages,
  assets,
  stylesheet,
  listeningOrigin,
}: SiteOptions): Express {
  const { config } = services;
  const remix =
    typeof build === "function"
      ? createRequestHandler(build, "development")
      : createRemixHandler(build, config.production ? "production" : "development");
  const gate = createGate(config.databasePool * 2, 2000);
  const room = createUploadRoom();
  const files = createGate(FILES_AT_ONCE, FILES_PATIENCE);
  const plainPage = createPlainPage(stylesheet);
  const publicPages = createPublicPages(services.db, pages);

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.disable("query parser");
  app.set("trust proxy", config.trustedProxies.length > 0 ? config.trustedProxies : false);
  app.use(securityHeaders);
  app.use(health(services, gate));
  app.use(assets);
  app.use(negotiateFormats);
  app.use(async (request, response) => {
    const origin = originOf(request);
    const requestId = randomUUID();
    if (isCrossSite(request.method, request.path, request.headers, origin)) {
      return plainPage(request, response, 403, "cross-site");
    }
    try {
      // Before the gate: a slow sender must not hold a turn.
      const read = await readBody(request, room);
      if (read === tooLarge) return plainPage(request, response, 413, "too-large");
      if (read === noRoom) {
        response.setHeader("Retry-After", RETRY_AFTER);
        return plainPage(request, response, 503, "busy");
      }
      const answerIt = () =>
        gate.pass(() => answerPage(request, toWebRequest(request, origin, read.body), requestId));
      // Outside the gate: files that wait must not hold the turns of those who only read.
      const answer = await publicPages
        .through(request, SESSION_COOKIE, () => (read.inTurn ? files.pass(answerIt) : answerIt()))
        .finally(read.done);
      if (answer === busy || answer === databaseGone) {
        response.setHeader("Retry-After", RETRY_AFTER);
        return plainPage(request, response, 503, answer === busy ? "busy" : "unavailable");
      }
      await send(request, response, answer);
    } catch (error) {
      const isGone = isDatabaseGone(error);
      if (isGone) services.log.warn({ code: "database-gone", requestId });
      else services.log.error({ code: "request-failed", requestId, err: error });
      if (response.headersSent) return;
      if (!isGone) return plainPage(request, response, 500, "unexpected", requestId);
      response.setHeader("Retry-After", RETRY_AFTER);
      plainPage(request, response, 503, "unavailable");
    }
  });
  return app;

  async function answerPage(request: Request, asked: globalThis.Request, requestId: string) {
    const replay = async (again: globalThis.Request): Promise<globalThis.Response> => {
      const cookies = { ...context.cookies, ...cookiesOf(again) };
      const memo = new Map<string, unknown>();
      const answered = await remix(again, { ...context, cookies, now: new Date(), memo });
      return toWebResponse(await readWhole(answered, memo));
    };
    const context = createContext(services, request, {
      origin: originOf(request),
      requestId,
      address: request.ip ?? "unknown",
      replay,
    });
    const answer = await readWhole(await remix(asked, context), context.memo);
    return answer.status === 500 && context.memo.has(DATABASE_GONE) ? databaseGone : answer;
  }

  function originOf(request: Request): string {
    if (config.publicUrl) return config.publicUrl;
    const host = request.headers.host;
    return host && isLocalHost(host) ? `${request.protocol}://${host}` : listeningOrigin();
  }
}

/** Without PUBLIC_URL, only names that cannot be somebody else's site are believed. */
function isLocalHost(host: string): boolean {
  const isLocal =
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)(:\d+)?$/;
  return isLocal.test(host) && URL.canParse(`http://${host}`);
}

function cookiesOf(request: globalThis.Request): Record<string, string> {
  return readCookies(request.headers.get("cookie") ?? undefined);
}
