import type { LoaderFunctionArgs } from "@remix-run/node";
import { bulkReport } from "#app/domain/credentials/bulk.server.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The signed report: a compact JWS (RFC 7515 §9.2.1). */
export async function loader({ context, params: { id = "" } }: LoaderFunctionArgs) {
  const report = found(await bulkReport(context.db, id));
  return unlistedDownload("application/jose", report, `${id}.jws`);
}
