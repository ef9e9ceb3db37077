import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerFile } from "#app/domain/assessment/answer-files.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { privateDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** A file that somebody sent as an answer, for who sent it. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  return privateDownload(found(await answerFile(context.db, viewer, params.id ?? "")));
}
