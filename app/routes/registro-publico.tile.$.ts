import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedTile } from "#app/domain/credentials/log-queries.server.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** Tiles of the log, of hashes and of entries: https://c2sp.org/tlog-tiles */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { bytes, full } = found(await publishedTile(context.db, params["*"] ?? ""));
  return published(bytes, "application/octet-stream", full ? "forever" : "an-hour");
}
