import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { DATABASE_GONE, isDatabaseGone } from "#app/server/http/database-gone.ts";
import { RENDERED, type Rendered } from "#app/server/http/rendered.ts";

/** Renders the whole page at once: it is small, and a length helps slow links. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { memo }: AppLoadContext,
) {
  const html = renderToString(<RemixServer context={context} url={request.url} />);
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  const response = new Response(null, { status, headers });
  memo.set(RENDERED, { response, html: `<!DOCTYPE html>${html}` } satisfies Rendered);
  return response;
}

/** Bugs go to the log with the request's number; what people see says nothing of them. */
export function handleError(error: unknown, { context }: { context: AppLoadContext }) {
  if (isDatabaseGone(error)) context.memo.set(DATABASE_GONE, true);
  context.log.error({ code: "unexpected", requestId: context.requestId, err: error });
}
