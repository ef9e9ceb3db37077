import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireRight } from "#app/domain/people/session.server.ts";
import { acceptJudging } from "#app/domain/psychometrics/judging.server.ts";
import { judging } from "#app/domain/psychometrics/panels.server.ts";
import { paths } from "#app/paths.ts";
import { found } from "#app/server/http/found.ts";
import { seeOther } from "#app/server/http/redirect.ts";

export const loader = ({ params: { id = "" } }: LoaderFunctionArgs) => seeOther(paths.judging(id));

/** The judge's promise, after which the questions are shown. */
export async function action({ context, request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireRight(context, request, () => true);
  found(await judging(context.db, viewer, id));
  await acceptJudging(context.db, viewer, id, context.now);
  return seeOther(paths.judging(id));
}
