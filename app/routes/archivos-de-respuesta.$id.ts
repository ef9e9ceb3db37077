import type { LoaderFunctionArgs } from "@remix-run/node";
import { readableAnswerFile } from "#app/domain/grading/answer-files.server.ts";
import { requireViewer } from "#app/domain/people/session.server.ts";
import { privateDownload } from "#app/server/http/file-response.ts";
import { found } from "#app/server/http/found.ts";

/** A file that somebody sent as an answer, for who sent it and who marks it. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(context, request);
  return privateDownload(found(await readableAnswerFile(context.db, viewer, params.id ?? "")));
}
