import type { LoaderFunctionArgs } from "@remix-run/node";
import { importTable } from "#app/domain/banks/import-table.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** What became of each question of a file, for spreadsheets. */
export async function loader({ context, request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const csv = found(await importTable(context.db, viewer, id, context.language));
  return unlistedDownload("text/csv; charset=utf-8", csv, `${id}.csv`);
}
