import { existsSync, readdirSync, readFileSync } from "node:fs";
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

interface Asset {
  type: string;
  cache: string;
  body: Buffer;
  /** Compressed when first asked for: most files of a build are asked for by no page. */
  encoded: Map<Encoding, Buffer>;
}

/** Serves the built client files from memory, each compressed once, hashed names kept for ever. */
export function serveAssets(folder: string): RequestHandler {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).replaceAll("\\", "/")}`;
    const type = TYPES[extname(file)];
    if (!type) continue;
    const cache = path.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=3600";
    assets.set(path, { type, cache, body: readFileSync(file), encoded: new Map() });
  }
  return (request, response, next) => {
    const asset = assets.get(request.path);
    if (!asset || (request.method !== "GET" && request.method !== "HEAD")) return next();
    const accepted = acceptedEncoding(request);
    const encoding = compressible(asset.type, asset.body.length) ? accepted : null;
    const headers: [string, string][] = [
      ["Content-Type", asset.type],
      ["Cache-Control", asset.cache],
    ];
    const body = encoding ? encodedOnce(asset, encoding) : asset.body;
    sendEncoded(request, response, { status: 200, headers, body }, encoding);
  };
}

/** The address of the one stylesheet of a build, whose name changes with it; null if there is none. */
export function builtStylesheet(folder: string): string | null {
  const assets = join(folder, "assets");
  const name = existsSync(assets) && readdirSync(assets).find((file) => file.endsWith(".css"));
  return name ? `/assets/${name}` : null;
}

function encodedOnce({ body, encoded }: Asset, encoding: Encoding): Buffer {
  const known = encoded.get(encoding);
  if (known) return known;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  const made =
    encoding === "br" ? brotliCompressSync(body, { params }) : gzipSync(body, { level: 9 });
  encoded.set(encoding, made);
  return made;
}
