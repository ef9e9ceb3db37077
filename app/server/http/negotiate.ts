import type { NextFunction, Request, Response } from "express";

/** The formats of a certificate by media type, each with the extension of its own address. */
const FORMATS: Record<string, string> = {
  "application/pdf": "pdf",
  "application/vc": "json",
  "application/ld+json": "json",
  "application/json": "json",
  "application/vc+jwt": "jwt",
  "image/png": "png",
  "image/svg+xml": "svg",
  "application/zip": "zip",
};

/** Answers `/verificar/:id` asked for by media type as if it had been asked for by extension. */
export function negotiateFormats(request: Request, response: Response, next: NextFunction): void {
  const [, address, query = ""] = request.originalUrl.match(/^(\/verificar\/[\w-]+)(\?.*)?$/) ?? [];
  if (address) {
    response.vary("Accept");
    const extension = extensionAsked(request.headers.accept);
    if (extension) {
      request.url = `${address}.${extension}${query}`;
      request.originalUrl = request.url;
    }
  }
  next();
}

/** The extension of the format liked best; null when a page will do at least as well. */
export function extensionAsked(accept: string | undefined): string | null {
  const asked = (accept ?? "*/*")
    .split(",")
    .map((part) => {
      const [type = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return { type, quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0);
  const liking = (types: (type: string) => boolean) =>
    Math.max(0, ...asked.filter(({ type }) => types(type)).map(({ quality }) => quality));
  const page = liking((type) =>
    ["text/html", "application/xhtml+xml", "text/*", "*/*"].includes(type),
  );
  const best = asked
    .filter(({ type, quality }) => Object.hasOwn(FORMATS, type) && quality > page)
    .sort((one, other) => other.quality - one.quality)[0];
  return best ? (FORMATS[best.type] ?? null) : null;
}
