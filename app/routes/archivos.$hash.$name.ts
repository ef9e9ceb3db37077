import type { LoaderFunctionArgs } from "@remix-run/node";
import { courseFile } from "#app/domain/courses/queries.server.ts";
import { fileResponse } from "#app/server/http/file-response.ts";

/** A figure or a sheet by the hash of its bytes: whoever has it never asks again. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const file = await courseFile(context.db, params.hash ?? "");
  if (!file) throw new Response(null, { status: 404 });
  return fileResponse(file, params.name ?? "");
}
