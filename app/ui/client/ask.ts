/** Milliseconds that one try may take. */
const PATIENCE = 15_000;

/** An answer read whole. */
export interface Answered {
  status: number;
  ok: boolean;
  /** Where the redirects led. */
  url: string;
  text: string;
}

/** Asks the site; null = it cannot be reached, or it says to come back later. */
export async function ask(
  url: string,
  accept: string,
  fields?: URLSearchParams,
): Promise<Answered | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      ...(fields && { method: "POST", body: fields }),
      headers: { Accept: accept },
      signal: stop.signal,
    });
    const { status, ok } = response;
    if (status >= 500 || status === 429) return null;
    return { status, ok, url: response.url, text: await response.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
