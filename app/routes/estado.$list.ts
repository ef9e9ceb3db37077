import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedList } from "#app/domain/credentials/status-lists.server.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** A status list, signed: https://www.w3.org/TR/vc-bitstring-status-list/ */
export async function loader({ context, params: { list = "" } }: LoaderFunctionArgs) {
  const document = found(await publishedList(context.db, list, context.origin));
  return published(document, "application/vc", "a-minute");
}
