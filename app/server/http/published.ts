/** How long what was given may be used without asking again. */
const LASTING = {
  forever: "public, max-age=31536000, immutable",
  "an-hour": "public, max-age=3600",
  "a-minute": "public, max-age=60",
  "not-at-all": "public, no-cache",
  "not-kept": "private, no-store",
} as const;

/** What any program of any site may read, as it is. */
export function published(
  body: string | Uint8Array,
  mediaType: string,
  lasting: keyof typeof LASTING,
): Response {
  return new Response(body as BodyInit, {
    headers: {
      "Content-Type": mediaType,
      "Cache-Control": LASTING[lasting],
      "Access-Control-Allow-Origin": "*",
      "X-Robots-Tag": "noindex",
    },
  });
}
