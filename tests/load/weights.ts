import type { LoadRequest } from "./load.ts";
import type { Target } from "./targets.ts";

/** What a page or one of its files weighs, in bytes, as the site sends it. */
export interface Weight {
  name: string;
  plain: number;
  gzip: number;
  brotli: number;
}

/** Weighs the pages of the targets that are pages, and every stylesheet and script they name. */
export async function weigh(origin: string, targets: readonly Target[]): Promise<Weight[]> {
  const weights: Weight[] = [];
  const files = new Set<string>();
  for (const { name, requests } of targets) {
    const [request] = requests;
    if (request?.method !== "GET") continue;
    const html = await text(origin, request);
    weights.push(await weightOf(name, origin, request));
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js|svg|woff2))"/g)) {
      if (path) files.add(path);
    }
  }
  for (const path of files) {
    weights.push(await weightOf(path, origin, { method: "GET", path, headers: {} }));
  }
  return weights;
}

async function weightOf(name: string, origin: string, request: LoadRequest): Promise<Weight> {
  const size = (encoding: string) => sent(origin, request, encoding);
  return {
    name,
    plain: await size("identity"),
    gzip: await size("gzip"),
    brotli: await size("br"),
  };
}

/** Bytes on the wire; `fetch` decodes, so what came is known by its length header. */
async function sent(origin: string, request: LoadRequest, encoding: string): Promise<number> {
  const response = await fetch(origin + request.path, {
    headers: { ...request.headers, "accept-encoding": encoding },
  });
  await response.arrayBuffer();
  return Number(response.headers.get("content-length"));
}

async function text(origin: string, { path, headers }: LoadRequest): Promise<string> {
  return (await fetch(origin + path, { headers })).text();
}
