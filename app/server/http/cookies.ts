/** Holds the session's token. `__Host-`: only this host, only over what the browser calls secure. */
export const SESSION_COOKIE = "__Host-sesion";

/** Says, signed, who logged in here last: a form sent after the session ended is kept for them alone. */
export const PERSON_COOKIE = "__Host-persona";

/** The cookies of a request by name; a value that does not decode is left as it came. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    if (Object.hasOwn(cookies, name)) continue;
    const value = pair.slice(at + 1).trim();
    try {
      cookies[name] = decodeURIComponent(value);
    } catch {
      cookies[name] = value;
    }
  }
  return cookies;
}

export interface CookieOptions {
  /** Seconds to keep it; absent = until the browser closes; 0 = remove it. */
  maxAge?: number;
}

/**
 * A Set-Cookie value. Always HttpOnly, SameSite=Lax, Path=/ and Secure (Chromium
 * accepts Secure on 127.0.0.1, and drops a `__Host-` name without it).
 */
export function setCookie(name: string, value: string, { maxAge }: CookieOptions = {}): string {
  const age = maxAge === undefined ? "" : `; Max-Age=${Math.floor(maxAge)}`;
  return `${name}=${encodeURIComponent(value)}${age}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}
