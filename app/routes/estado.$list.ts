import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedList } from "#app/domain/credentials/status-lists.server.ts";
import { found } from "#app/server/http/found.ts";
import { extensionAsked } from "#app/server/http/negotiate.ts";
import { published } from "#app/server/http/published.ts";

/** A status list, signed in the format asked for: https://www.w3.org/TR/vc-bitstring-status-list/ */
export async function loader({ context, request, params: { list = "" } }: LoaderFunctionArgs) {
  const { document, jwt } = found(await publishedList(context.db, list, context.origin));
  const asJwt = jwt !== null && extensionAsked(request.headers.get("accept") ?? "") === "jwt";
  const response = asJwt
    ? published(jwt, "application/vc+jwt", "a-minute")
    : published(document, "application/vc", "a-minute");
  response.headers.set("Vary", "Accept");
  return response;
}
