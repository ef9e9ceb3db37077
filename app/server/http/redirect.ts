/**
 * An address of this site that a person asked to return to, or `fallback`.
 * Remix's own `redirect` passes `//evil`, `/\evil` and `javascript:`; here only a
 * path of this origin, without control characters, goes through.
 */
export function safeRedirect(target: unknown, fallback: string): string {
  if (typeof target !== "string" || target.length > 2000) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so `/\t/evil` is `//evil`
  if (!/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(target)) return fallback;
  const origin = "http://origin.invalid";
  if (!URL.canParse(target, origin)) return fallback;
  const url = new URL(target, origin);
  if (url.origin !== origin || url.pathname.startsWith("//")) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Path and query of an address, to come back to it; without `guardado`, a token that serves once. */
export function addressOf(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("guardado");
  return url.pathname + url.search;
}

/** 303: what a successful post answers, so that going back or reloading posts nothing again. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ Location: location });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
