import type { LoaderFunctionArgs } from "@remix-run/node";
import { logState } from "#app/domain/credentials/log-queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** The last checkpoint of the log: https://c2sp.org/tlog-tiles */
export async function loader({ context }: LoaderFunctionArgs) {
  const { note } = found(await logState(context.db));
  return published(note, "text/plain; charset=utf-8", "not-at-all");
}
