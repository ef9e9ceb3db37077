import type { LoaderFunctionArgs } from "@remix-run/node";
import { inclusionDocument } from "#app/domain/credentials/log-queries.server.ts";
import { translator } from "#app/i18n/translate.ts";
import { comeBackFor } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";
import { published } from "#app/server/http/published.ts";

/** What shows that a certificate is in the log, to who has its id. */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const document = await inclusionDocument(context.db, id);
  if (document === "not-yet") {
    return comeBackFor(translator(context.language)("credentials.log.soon"), 5);
  }
  const body = JSON.stringify(found(document === "unknown" ? null : document));
  return published(body, "application/json", "not-kept");
}
