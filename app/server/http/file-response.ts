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

/**
 * A file that one person sent, for them or who may read it: to be kept by the reader, never opened
 * here, and in no cache. Its name may be in any script (RFC 6266, RFC 8187).
 */
export function privateDownload(file: {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}): Response {
  const plain = file.name.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(file.name).replace(/['()*]/g, percent);
  return new Response(file.bytes as BodyInit, {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex, noarchive",
    },
  });
}

/** What `encodeURIComponent` leaves, and the header takes for its own. */
const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

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
