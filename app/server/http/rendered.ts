import type { SplicedPage } from "./spliced.ts";

/**
 * A page as React wrote it, with the response that stands for it. The text goes on
 * from here: through the response's own stream it would be encoded, split and joined
 * again, which costs more than compressing it.
 */
export interface Rendered {
  response: Response;
  page: SplicedPage;
}

/** Under this name in the request's memo. */
export const RENDERED = "http.rendered";
