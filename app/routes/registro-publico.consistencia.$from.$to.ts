import type { LoaderFunctionArgs } from "@remix-run/node";
import { consistencyDocument } from "#app/domain/credentials/log-queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** What shows that the log of one size begins that of another: it never changes. */
export async function loader({ context, params: { from = "", to = "" } }: LoaderFunctionArgs) {
  const document = await consistencyDocument(context.db, from, to);
  return published(JSON.stringify(found(document)), "application/json", "forever");
}
