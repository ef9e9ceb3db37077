import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Body } from "./body.ts";
import { RENDERED, type Rendered } from "./rendered.ts";
import type { SplicedPage } from "./spliced.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Below this many bytes compressing gains nothing. */
const WORTH_COMPRESSING = 1024;

/**
 * The web-standard request of an Express one, at the origin that the caller trusts:
 * `GET //elsewhere/` and `GET http://elsewhere/` name another, and are read as paths here.
 */
export function toWebRequest(request: ExpressRequest, origin: string, body?: Body): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // Remix compares Origin with Host, which a proxy may rewrite; isCrossSite has judged it by then.
    if (name === "origin") continue;
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const path = request.originalUrl
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "")
    // Postgres keeps no NUL in a text: it is read as the mark of what cannot be.
    .replaceAll("%00", "%EF%BF%BD");
  return new Request(new URL(`${origin}${path.startsWith("/") ? "" : "/"}${path}`), {
    method: request.method,
    headers,
    body,
  });
}

/** A response read whole, so that it can be compressed, cached and sent with its length. */
export interface WholeResponse {
  status: number;
  headers: [string, string][];
  body: Buffer | SplicedPage;
}

/** What was read, as bytes. */
export const bytesOf = (body: WholeResponse["body"]): Buffer =>
  Buffer.isBuffer(body) ? body : body.bytes();

/** Reads what Remix answered; a page's text is in the request's memo, see rendered.ts. */
export async function readWhole(
  response: Response,
  memo: ReadonlyMap<string, unknown>,
): Promise<WholeResponse> {
  const rendered = memo.get(RENDERED) as Rendered | undefined;
  return {
    status: response.status,
    headers: [...response.headers],
    body:
      rendered?.response === response ? rendered.page : Buffer.from(await response.arrayBuffer()),
  };
}

/** The web-standard form of what was read. */
export function toWebResponse({ status, headers, body }: WholeResponse): Response {
  const bytes = bytesOf(body);
  return new Response(bytes.length > 0 ? new Uint8Array(bytes) : null, { status, headers });
}

/** Sends it, compressed as the client accepts when it is text and large enough. */
export async function send(
  request: ExpressRequest,
  response: ExpressResponse,
  whole: WholeResponse & { encoded?: ReadonlyMap<Encoding, Buffer> },
): Promise<void> {
  if (whole.encoded) {
    const accepted = acceptedEncoding(request);
    const body = (accepted && whole.encoded.get(accepted)) || bytesOf(whole.body);
    return sendEncoded(request, response, { ...whole, body }, accepted);
  }
  if (!Buffer.isBuffer(whole.body) && whole.body.isMostlyKept && accepts(request, "gzip")) {
    return sendEncoded(request, response, { ...whole, body: whole.body.gzip() }, "gzip");
  }
  const bytes = bytesOf(whole.body);
  const type = whole.headers.find(([name]) => name === "content-type")?.[1] ?? "";
  const encoding = compressible(type, bytes.length) ? acceptedEncoding(request) : null;
  const body = encoding ? await compress(bytes, encoding) : bytes;
  sendEncoded(request, response, { ...whole, body }, encoding);
}

/** Sends a body that is already in `encoding` (null = as it is). */
export function sendEncoded(
  request: ExpressRequest,
  response: ExpressResponse,
  { status, headers, body }: WholeResponse & { body: Buffer },
  encoding: Encoding | null,
): void {
  if (response.destroyed) return;
  response.status(status);
  // What a page says of itself replaces what every answer says; only cookies add up.
  for (const [name, value] of headers) {
    if (name === "set-cookie") response.append(name, value);
    else response.setHeader(name, value);
  }
  response.vary("Accept-Encoding");
  if (encoding) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

export type Encoding = "br" | "gzip";

export function acceptedEncoding(request: ExpressRequest): Encoding | null {
  if (accepts(request, "br")) return "br";
  return accepts(request, "gzip") ? "gzip" : null;
}

function accepts(request: ExpressRequest, encoding: Encoding): boolean {
  const pattern = { br: /\bbr\b/, gzip: /\bgzip\b/ }[encoding];
  return pattern.test(request.headers["accept-encoding"] ?? "");
}

/** Up to this many bytes, handing a body to another thread costs more than compressing it. */
const COMPRESSED_AT_ONCE = 96 * 1024;

const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 16 },
};
const GZIP = { level: 6 };

/** Compresses for sending at once: fast settings; large bodies on the thread pool. */
export async function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (body.length > COMPRESSED_AT_ONCE) {
    return encoding === "br" ? toBrotli(body, BROTLI) : toGzip(body, GZIP);
  }
  return encoding === "br" ? brotliCompressSync(body, BROTLI) : gzipSync(body, GZIP);
}

export function compressible(type: string, size: number): boolean {
  return (
    size >= WORTH_COMPRESSING &&
    /^(text\/|application\/(json|javascript|ld\+json)|image\/svg)/.test(type)
  );
}
