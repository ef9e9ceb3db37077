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
