/** A file that never changes under its address, sent so that nothing in it can run. */
export function fileResponse(
  { mediaType, bytes }: { mediaType: string; bytes: Uint8Array },
  name: string,
): Response {
  const isImage = mediaType.startsWith("image/");
  return new Response(bytes as BodyInit, {
    headers: {
      "Content-Type": mediaType,
      "Cache-Control": "public, max-age=31536000, immutable",
      // An SVG opened by itself keeps its own styles and nothing else.
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "Content-Disposition": `${isImage ? "inline" : "attachment"}; filename="${name.replace(/[^\w.-]/g, "_")}"`,
    },
  });
}

/** A file that may be read by who has its address, and that no search engine lists. */
export function unlistedFile(
  { mediaType, bytes }: { mediaType: string; bytes: Uint8Array },
  name: string,
): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `inline; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "private, no-cache",
      "X-Robots-Tag": "noindex, noarchive",
    },
  });
}

/** A text to keep, made now for who has its address. */
export function unlistedDownload(mediaType: string, text: string, name: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex, noarchive",
    },
  });
}

/** 503 with a sentence, for what will be there in some seconds. */
export function comeBackFor(sentence: string, seconds: number): Response {
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Retry-After": String(seconds),
    "X-Robots-Tag": "noindex, noarchive",
  };
  return new Response(sentence, { status: 503, headers });
}
