import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { RequestHandler } from "express";
import { acceptedEncoding, compressible, type Encoding, sendEncoded } from "./adapter.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** Serves the built client files from memory, each compressed once, hashed names kept for ever. */
export function serveAssets(folder: string): RequestHandler {
  const assets = new Map<
    string,
    { type: string; cache: string; forms: Map<Encoding | null, Buffer> }
  >();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).replaceAll("\\", "/")}`;
    const type = TYPES[extname(file)];
    if (!type) continue;
    const cache = path.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=3600";
    assets.set(path, { type, cache, forms: encodings(readFileSync(file), type) });
  }
  return (request, response, next) => {
    const asset = assets.get(request.path);
    if (!asset || (request.method !== "GET" && request.method !== "HEAD")) return next();
    const accepted = acceptedEncoding(request);
    const encoding = asset.forms.has(accepted) ? accepted : null;
    const headers: [string, string][] = [
      ["Content-Type", asset.type],
      ["Cache-Control", asset.cache],
    ];
    const body = asset.forms.get(encoding) as Buffer;
    sendEncoded(request, response, { status: 200, headers, body }, encoding);
  };
}

function encodings(body: Buffer, type: string): Map<Encoding | null, Buffer> {
  const forms = new Map<Encoding | null, Buffer>([[null, body]]);
  if (compressible(type, body.length)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    forms.set("br", brotliCompressSync(body, { params }));
    forms.set("gzip", gzipSync(body, { level: 9 }));
  }
  return forms;
}
