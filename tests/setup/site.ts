// The very function with which the build finds its routes.

import { flatRoutes } from "@remix-run/dev/dist/config/flat-routes.js";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createOutside } from "#app/domain/credentials/outside.server.ts";
import { startProofs } from "#app/domain/credentials/proofs.server.ts";
import { startUploads } from "#app/domain/credentials/uploads.server.ts";
import { preferredLanguage } from "#app/i18n/translate.ts";
import { readConfig } from "#app/server/config.ts";
import type { Database } from "#app/server/db.ts";
import { readWhole, toWebResponse } from "#app/server/http/adapter.ts";
import { readCookies } from "#app/server/http/cookies.ts";
import { createLogger } from "#app/server/log.ts";
import { createSecret } from "#app/server/secret.ts";

/** No thread runs until a proof is asked for. */
const ownProofs = startProofs();
const uploads = startUploads();

export const ORIGIN = "http://localhost:3000";
export const testSecret = createSecret("a secret for the tests, of more than 32 characters");

const modules = import.meta.glob("../../app/routes/**/*.{ts,tsx}");
const ignored = ["**/*.test.ts", "**/README.md"];

/** Every route of the site as the build would find it: id, path and file. */
export const routes = flatRoutes(new URL("../../app", import.meta.url).pathname, ignored);

/** What a route's file exports. */
export async function routeModule(id: string): Promise<Record<string, unknown>> {
  const load = modules[`../../app/${routes[id]?.file}`];
  if (!load) throw new Error(`No module for the route ${id}`);
  return (await load()) as Record<string, unknown>;
}

/** The whole site without a build: the real routes under Remix's own request handler. */
async function createBuild(): Promise<ServerBuild> {
  const root = (await import("../../app/root.tsx")) as ServerBuild["routes"][string]["module"];
  const entries = await Promise.all(
    Object.values(routes).map(async (route) => {
      return [route.id, { ...route, module: await routeModule(route.id) }];
    }),
  );
  const all = {
    root: { id: "root", path: "", module: root },
    ...Object.fromEntries(entries),
  } as ServerBuild["routes"];
  const described = Object.entries(all).map(([id, { path, parentId, index, module }]) => [
    id,
    {
      ...{ id, path, parentId, index, module: "" },
      hasAction: "action" in module,
      hasLoader: "loader" in module,
      hasErrorBoundary: "ErrorBoundary" in module,
    },
  ]);
  return {
    entry: { module: await import("../../app/entry.server.tsx") },
    routes: all,
    assets: {
      entry: { module: "", imports: [] },
      routes: Object.fromEntries(described),
      url: "",
      version: "",
    },
    future: { v3_relativeSplatPath: true, v3_throwAbortReason: true },
    assetsBuildDirectory: "",
    basename: "/",
    mode: "test",
    publicPath: "/",
    isSpaMode: false,
  } as unknown as ServerBuild;
}

export interface Visit {
  cookie?: string;
  /** Posts these fields. */
  form?: Record<string, string> | URLSearchParams | FormData;
  /** Posts this as it is, or sends it so. */
  body?: string;
  method?: string;
  language?: "es" | "en";
  address?: string;
  now?: Date;
  headers?: Record<string, string>;
}

/** Visits pages of the site as a browser with scripts off would. */
export async function openSite(
  db: Database,
  { outside = createOutside(), proofs = ownProofs } = {},
) {
  const handle = createRequestHandler(await createBuild(), "test");
  const log = createLogger("error", "test");
  const config = readConfig({ NODE_ENV: "test" });

  async function answer(request: Request, context: AppLoadContext): Promise<Response> {
    return toWebResponse(await readWhole(await handle(request, context), context.memo));
  }

  function contextOf(request: Request, visit: Visit): AppLoadContext {
    const cookies = readCookies(request.headers.get("cookie") ?? undefined);
    const context: AppLoadContext = {
      ...{
        db,
        config,
        log,
        secret: testSecret,
        given: { proofs, outside, uploads },
        origin: ORIGIN,
        cookies,
      },
      language: visit.language ?? preferredLanguage(request.headers.get("accept-language")),
      address: visit.address ?? "192.0.2.1",
      requestId: "test",
      now: visit.now ?? new Date(),
      memo: new Map(),
      replay: (again) =>
        answer(again, {
          ...context,
          cookies: { ...cookies, ...readCookies(again.headers.get("cookie") ?? undefined) },
          memo: new Map(),
        }),
    };
    return context;
  }

  return async function visit(path: string, given: Visit = {}): Promise<Response> {
    const request = new Request(new URL(path, ORIGIN), {
      headers: { Cookie: given.cookie ?? "", ...given.headers },
      ...(given.form && { method: "POST", body: bodyOf(given.form) }),
      ...(given.body !== undefined && { method: "POST", body: given.body }),
      ...(given.method && { method: given.method }),
    });
    return answer(request, contextOf(request, given));
  };
}

/** As a browser sends a form: one with files in parts. */
const bodyOf = (form: NonNullable<Visit["form"]>): BodyInit =>
  form instanceof FormData ? form : new URLSearchParams(form);

export type Site = Awaited<ReturnType<typeof openSite>>;

/** The Cookie header of a browser that had `before` and got this answer. */
export function cookiesAfter(response: Response, before = ""): string {
  const jar = new Map(Object.entries(readCookies(before)));
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    if (/Max-Age=0/.test(line)) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  }
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}
