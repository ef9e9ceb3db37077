import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";
import { DATABASE_GONE, isDatabaseGone } from "#app/server/http/database-gone.ts";
import { RENDERED, type Rendered } from "#app/server/http/rendered.ts";
import { splicing } from "#app/server/http/spliced.ts";
import { type Keep, KeepProvider } from "#app/ui/kept.tsx";

/** Renders the whole page at once: it is small, and a length helps slow links. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { config, memo }: AppLoadContext,
) {
  const splices = splicing();
  const keep: Keep = (key, node, slots) =>
    splices.keep(key, (slot) => renderToStaticMarkup(node(slot)), slots);
  const html = renderToString(
    // From source, what was rendered before a change must not stay.
    <KeepProvider value={config.development ? null : keep}>
      <RemixServer context={context} url={request.url} />
    </KeepProvider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  const response = new Response(null, { status, headers });
  const page = splices.page(`<!DOCTYPE html>${html}`);
  memo.set(RENDERED, { response, page } satisfies Rendered);
  return response;
}

/**
 * Bugs go to the log with the request's number; what people see says nothing of them. That the
 * database is away is no bug, and a line is enough for each of the thousands who ask meanwhile.
 */
export function handleError(error: unknown, { context }: { context: AppLoadContext }) {
  const { log, requestId } = context;
  if (isDatabaseGone(error)) {
    context.memo.set(DATABASE_GONE, true);
    log.warn({ code: "database-gone", requestId });
  } else {
    log.error({ code: "unexpected", requestId, err: error });
  }
}
