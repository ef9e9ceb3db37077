import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportedFile } from "#app/domain/banks/export-page.server.ts";
import { canSeeAuthoring } from "#app/domain/people/policy.ts";
import { requireRight } from "#app/domain/people/session.server.ts";
import { unlistedDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** The questions that were chosen, in the format that was chosen. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const viewer = await requireRight(context, request, canSeeAuthoring);
  const params = new URL(request.url).searchParams;
  const { mediaType, text, name } = found(await exportedFile(context.db, viewer, params));
  return unlistedDownload(mediaType, text, name);
}
